import type { Checkup } from './checkup.ts';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';
import { counted } from './text.ts';

/** What `doctor` says about the settings the process was started with. */
export function configurationCheckups({
  slack,
  environments,
  databaseUrl,
  grants,
}: Pick<Config, 'slack' | 'environments' | 'databaseUrl' | 'grants'>): readonly Checkup[] {
  const names = environments.map(
    ({ alias, region, role }) => `${alias} in ${region}${role ? ` as ${role}` : ''}`,
  );
  const roles = [
    grants.admins.length > 0 ? counted(grants.admins.length, 'admin') : 'no admins',
    `operators: ${grants.operators.length || 'everybody'}`,
  ];
  return [
    {
      title: 'Slack',
      outcome: slack ? 'ok' : 'skip',
      detail: slack ? `${slack.mode.kind} mode` : 'no tokens set',
    },
    { title: 'environments', outcome: 'ok', detail: names.join(', ') },
    {
      title: 'database',
      outcome: 'ok',
      detail: databaseUrl.startsWith('file:') ? databaseUrl : 'PostgreSQL',
    },
    { title: 'roles', outcome: 'ok', detail: roles.join(', ') },
  ];
}

/** What `doctor` says about the database. */
export async function databaseCheckups(store: Pick<Store, 'ping'>): Promise<readonly Checkup[]> {
  try {
    await store.ping();
    return [{ title: 'database', outcome: 'ok', detail: 'answers, tables up to date' }];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [
      { title: 'database', outcome: 'fail', detail, fix: 'check DATABASE_URL and that the database runs' },
    ];
  }
}
