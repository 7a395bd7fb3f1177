/**
 * The story's own time in seconds. 0 is the moment it was set up; what was before ran at the ordinary pace,
 * what comes after runs `speed` times as fast as the clock.
 */
export interface Timeline {
  /** The clock's time of a moment of the story. */
  at(seconds: number): Date;
  /** The moment of the story at a time of the clock. */
  secondsAt(now: Date): number;
}

/** @param speed above 0. */
export function createTimeline(zero: Date, speed: number): Timeline {
  return {
    at: (seconds) => new Date(zero.getTime() + Math.round((seconds > 0 ? seconds / speed : seconds) * 1_000)),
    secondsAt: (now) => {
      const sinceS = (now.getTime() - zero.getTime()) / 1_000;
      return sinceS > 0 ? sinceS * speed : sinceS;
    },
  };
}

/** Something in the estate that changes as the story goes on: brings the world to that moment. Time only goes forward. */
export type Scene = (seconds: number) => void;
