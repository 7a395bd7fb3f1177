import type { Alarms } from './alarms.ts';
import type { CallAws } from './caller.ts';
import type { LaterClients } from './clients.ts';
import type { Images } from './images.ts';
import type { Measures } from './measures.ts';
import type { Vpc } from './vpc.ts';

/** What is loaded with its first call: parts of the SDK that are large, and that most days need none of. */
export interface OnDemand {
  readonly vpc: Vpc;
  /** Of the registry in a Region. */
  readonly imagesIn: (region: string) => Images;
  readonly alarms: Alarms;
  readonly measures: Measures;
  /** Once the parts are there. To load them is our own work, for which nobody should blame AWS’s slowness. */
  loaded(parts: { readonly network: boolean; readonly numbers: boolean }): Promise<void>;
}

/** Loads nothing yet. */
export function createOnDemand(
  clients: LaterClients,
  { call, callIn }: { readonly call: CallAws; readonly callIn: (region: string) => CallAws },
): OnDemand {
  const cloudwatch = once(async () => {
    const { openCloudwatch } = await import('./cloudwatch.ts');
    return openCloudwatch(clients, call);
  });
  const vpc = once(async () => {
    const { openVpc } = await import('./vpc.ts');
    return openVpc(clients, call);
  });
  const registries = new Map<string, Images>();
  return {
    vpc: laterVpc(vpc),
    imagesIn(region) {
      const images = registries.get(region) ?? laterImages(clients, region, callIn(region));
      registries.set(region, images);
      return images;
    },
    alarms: { named: async (names, ticket) => (await cloudwatch()).alarms.named(names, ticket) },
    measures: async (refs, untilAt) => (await cloudwatch()).measures(refs, untilAt),
    async loaded({ network, numbers }) {
      await Promise.all([network && vpc(), numbers && cloudwatch()]);
    },
  };
}

function laterVpc(vpc: () => Promise<Vpc>): Vpc {
  return {
    subnets: async (ids) => (await vpc()).subnets(ids),
    routeTables: async (id) => (await vpc()).routeTables(id),
    acls: async (subnets) => (await vpc()).acls(subnets),
    endpoints: async (id) => (await vpc()).endpoints(id),
    securityGroups: async (ids) => (await vpc()).securityGroups(ids),
  };
}

function laterImages(clients: LaterClients, region: string, call: CallAws): Images {
  const images = once(async () => {
    const { openImages } = await import('./images.ts');
    return openImages(clients, region, call);
  });
  return { state: async (image) => (await images()).state(image) };
}

/** Calls that come while it is being loaded share the one load. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
