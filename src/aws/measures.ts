import type { MeasureRef, Series } from '../diagnosis/measures.ts';

/**
 * Numbers of CloudWatch within the hour before a moment, in the order asked. Each number of each question is billed.
 * What is returned throws UpstreamError.
 */
export type Measures = (refs: readonly MeasureRef[], untilAt: Date) => Promise<readonly Series[]>;
