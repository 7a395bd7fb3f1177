import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../src/alerting/scope.ts';
import { ASK_AGAIN } from '../../src/ask/judged-answer.ts';
import { statusAgain, statusAnswer } from '../../src/ask/status-answer.ts';
import { UpstreamError } from '../../src/errors.ts';
import type { Message } from '../../src/views/message.ts';
import { fakeBlackBox, fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, NO_OPERATION } from '../fakes.ts';
import { aRef, aSighting, minutesAgo, NOW } from '../given.ts';
import { aThread, aWatch } from '../given-alerts.ts';
import { anOperationStage, brokenOperations } from '../operation-stage.ts';

const threads = fakeThreads();
const blackBox = fakeBlackBox();

const { estate } = fakeEstate([
  aSighting(),
  aSighting({ of: { ref: aRef('web', 'prod', 'prod-us') } }),
  aSighting({ of: { ref: aRef('api') } }),
]);
const watched = fakeWatches([aWatch({ scope: scopeOf(aRef('api')) })]);
const deps = { estate, clock, ...NO_OPERATION, threads, blackBox, watches: watched };

it.each<[string, string]>([
  ['', 'Status · 1 service: 1 healthy · prod-eu'],
  ['--all', 'Status · 3 services: 3 healthy · prod-eu, prod-us'],
  ['--all --env prod-us', 'Status · 1 service: 1 healthy · prod-us'],
  // The channel watches nothing there.
  ['--env prod-us', 'Status · 1 service: 1 healthy · prod-us'],
])('a button that carries %j brings that status again, and carries the same', async (value, title) => {
  const { message } = await statusAgain(deps, value, aCall().place, ASK_AGAIN);
  expect(message.text.split('\n')[0]).toBe(title);
  const carried = /"action_id":"refresh-status".*?"value":"(.*?)"/.exec(JSON.stringify(message.blocks))?.[1];
  expect((await statusAgain(deps, carried ?? 'none', aCall().place, ASK_AGAIN)).message).toEqual(message);
});

it('one name brings the card, two are one too many', async () => {
  const asked = { ...aCall(), words: ['api'] };
  expect((await statusAnswer(deps, asked, ASK_AGAIN)).message.text).toMatch(/^🟢 HEALTHY api/);
  await expect(statusAnswer(deps, { ...asked, words: ['a', 'b'] }, ASK_AGAIN)).rejects.toThrow(
    'One service at a time',
  );
});

describe('the open alerts of the channel', () => {
  const of = (name: string, about: Parameters<typeof aThread>[0]) =>
    aThread({ id: name, key: name, ...about, about: { ref: aRef(name), ...about?.about } });
  const open = fakeThreads([
    of('b', {
      about: {
        state: 'acknowledged',
        acknowledged: { by: { id: 'U2', name: 'Ben' }, at: NOW, reminders: 0 },
      },
    }),
    of('a', { about: { beganAt: minutesAgo(12) } }),
    of('counted', { about: { state: 'counting' } }),
    of('elsewhere', { channel: 'C2' }),
  ]);

  it('stand in the first lines, the worst first; not those that people were not told of', async () => {
    const { message } = await statusAgain({ ...deps, threads: open }, '', aCall().place, ASK_AGAIN);
    const [title, ...lines] = message.text.split('\n');
    expect(title).toMatch(/^Status · 1 service/);
    expect(lines.slice(0, 3)).toEqual([
      '2 open alerts (/snail alerts):',
      expect.stringMatching(/^🔴 Firing: prod\/a · for 12 min · 2 of 2 targets of web-tg unhealthy/),
      expect.stringMatching(/^🟡 Acknowledged: prod\/b · for 1 min · .* · Ben has it$/),
    ]);
    expect(message.text).not.toMatch(/counted|elsewhere/);
  });

  it('are those of the environment that is asked for', async () => {
    const { message } = await statusAgain(
      { ...deps, threads: open },
      '--env prod-us',
      aCall().place,
      ASK_AGAIN,
    );
    expect(message.text).not.toContain('open alert');
  });

  it('are a gap while the database does not answer, and hide nothing of AWS', async () => {
    const list = async () => {
      throw new UpstreamError('read the threads: nothing answers there', 'unreachable');
    };
    const broken = { ...deps, threads: { ...threads, list } };
    const { message } = await statusAgain(broken, '', aCall().place, ASK_AGAIN);
    expect(message.text.split('\n')[0]).toContain('1 healthy; open alerts of this channel not known');
  });
});

describe('the operation of the channel', () => {
  const refresh = ({ blocks }: Message) =>
    blocks
      .flatMap((block) => (block.type === 'actions' ? block.elements : []))
      .flatMap((each) => (each.type === 'button' && each.action_id === 'refresh-status' ? [each.value] : []));

  it('stands above the services, and is refreshed with them by one button', async () => {
    const stage = await anOperationStage();
    const { message, data } = await statusAnswer(
      { ...stage.deps, ...deps, operations: stage.deps.operations },
      aCall(),
      ASK_AGAIN,
    );
    const lines = message.text.split('\n');
    expect(lines[0]).toContain('claimed 99 % · criteria 4/10');
    expect(lines.indexOf('Status · 1 service: 1 healthy · prod-eu')).toBeGreaterThan(5);
    expect(refresh(message)).toHaveLength(1);
    expect(data).toMatchObject({ operation: { gap: 59 } });
  });

  it.each(['Other', 'Other "big" move'])(
    'is another one where it is named, and its button brings that again: %s',
    async (name) => {
      const stage = await anOperationStage();
      const C2 = { place: { ...aCall().place, channel: 'C2' } };
      await stage.say(`op import --name '${name}'\n# Other\n- [ ] a task`, C2);
      const asked = { ...aCall(), options: { op: name } };
      const { message } = await statusAnswer(
        { ...stage.deps, ...deps, operations: stage.deps.operations },
        asked,
        ASK_AGAIN,
      );
      expect(message.text).toContain(`${name} · `);
      const [value = ''] = refresh(message);
      const again = await statusAgain(
        { ...stage.deps, ...deps, operations: stage.deps.operations },
        value,
        aCall().place,
        ASK_AGAIN,
      );
      expect(again.message).toEqual(message);
    },
  );

  it('is not there where one service is asked for', async () => {
    const stage = await anOperationStage();
    const asked = { ...aCall(), words: ['api'] };
    const { message } = await statusAnswer(
      { ...stage.deps, ...deps, operations: stage.deps.operations },
      asked,
      ASK_AGAIN,
    );
    expect(message.text).toMatch(/^🟢 HEALTHY api/);
    expect(message.text).not.toContain('criteria');
  });

  it('is a gap where the database does not answer: the services are shown', async () => {
    const operations = brokenOperations();
    const { message } = await statusAnswer({ ...deps, operations }, aCall(), ASK_AGAIN);
    expect(message.text).toContain('1 healthy');
    expect(message.text).toMatch(/the operation/);
  });
});
