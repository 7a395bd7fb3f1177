/** Hours in which no new alert is posted: until a moment, or again and again. Resolutions are told all the same. */
export type Quiet =
  | { readonly kind: 'until'; readonly untilAt: Date }
  | {
      readonly kind: 'cron';
      /** Five fields: when it begins. */
      readonly cron: string;
      readonly forMs: number;
      /** IANA name of the zone the fields are meant in. */
      readonly zone: string;
    };
