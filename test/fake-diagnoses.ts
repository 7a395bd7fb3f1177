import { sameService } from '../src/deployment/ref.ts';
import type { KeptDiagnosis } from '../src/diagnosis/kept.ts';
import { UpstreamError } from '../src/errors.ts';
import type { Store } from '../src/store/store.ts';

/** Diagnoses in memory, with the promises of the real ones. */
export function fakeDiagnoses(initial: readonly KeptDiagnosis[] = []): Store['diagnoses'] {
  const rows = new Map(initial.map((kept) => [kept.id, kept]));
  const list = (ref: KeptDiagnosis['diagnosis']['ref']) =>
    [...rows.values()]
      .filter(({ diagnosis }) => sameService(diagnosis.ref, ref))
      .sort(
        (one, other) =>
          other.diagnosis.asOf.getTime() - one.diagnosis.asOf.getTime() || (one.id < other.id ? -1 : 1),
      );
  return {
    get: async (id) => rows.get(id),
    list: async (ref) => list(ref),
    add: async (kept) => {
      if (rows.has(kept.id)) throw new UpstreamError('save the diagnosis: it is there already', 'refused');
      rows.set(kept.id, kept);
      for (const { id } of list(kept.diagnosis.ref).slice(10)) rows.delete(id);
    },
    addPost: async (id, post) => {
      const kept = rows.get(id);
      const isThere = kept?.posts.some(({ channel, ts }) => channel === post.channel && ts === post.ts);
      if (kept && !isThere) rows.set(id, { ...kept, posts: [...kept.posts, post] });
    },
    supersede: async (id, superseded) => {
      const kept = rows.get(id);
      if (!kept) return 'absent';
      if (kept.superseded) return 'marked-before';
      rows.set(id, { ...kept, superseded });
      return 'marked';
    },
    forget: async (madeBefore) => {
      for (const { id, diagnosis } of rows.values()) if (diagnosis.asOf < madeBefore) rows.delete(id);
    },
  };
}

/** A database that does not answer. */
export function brokenDiagnoses(): Store['diagnoses'] {
  const outage = () => Promise.reject(new UpstreamError('read the diagnoses: no answer', 'unreachable'));
  return { get: outage, list: outage, add: outage, addPost: outage, supersede: outage, forget: outage };
}
