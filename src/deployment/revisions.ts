import type { Revision, Service } from './service.ts';

/** As AWS and people write it: `web:42`; empty where it is not known. */
export function revisionText(revision: Revision | undefined): string {
  return revision ? `${revision.family}:${revision.number}` : '';
}

/** The revisions of all live deployments and task sets, each once; of the service itself where it has neither. */
export function liveRevisions(service: Service): readonly Revision[] {
  const live = [...service.deployments, ...service.taskSets].flatMap(({ revision }) => revision ?? []);
  const all = live.length > 0 || !service.revision ? live : [service.revision];
  return all.filter((revision, at) => all.findIndex(({ arn }) => arn === revision.arn) === at);
}
