export type MentorshipState = 'proposed' | 'active' | 'paused' | 'declined' | 'ended';

export type EventName = 'accept' | 'decline' | 'lapse' | 'set-goal' | 'pause' | 'resume' | 'end' | 'part' | 'leave';

/** The clock is nobody: timers. */
export type Who = 'learner' | 'mentor' | 'clock';

export type News = 'started' | 'declined' | 'paused' | 'resumed' | 'new-partner' | 'ended' | 'left';

export type Step = {
  by: readonly Who[];
  /** `when-both` waits for the other side's yes, and is then active; `same` leaves the state alone. */
  to: MentorshipState | 'when-both' | 'same';
  /** Told to whoever did not cause it; of a start to both. */
  tells?: News;
};

const either = ['learner', 'mentor'] as const;

const under: Partial<Record<EventName, Step>> = {
  'set-goal': { by: ['learner'], to: 'same' },
  pause: { by: either, to: 'paused', tells: 'paused' },
  end: { by: either, to: 'ended', tells: 'ended' },
  part: { by: either, to: 'ended', tells: 'new-partner' },
  leave: { by: ['clock'], to: 'ended', tells: 'left' },
};

/** The life of a mentorship: in which state, on which event, by whom, to which state. What is not here cannot happen. */
export const life: Record<MentorshipState, Partial<Record<EventName, Step>>> = {
  proposed: {
    accept: { by: either, to: 'when-both', tells: 'started' },
    decline: { by: either, to: 'declined', tells: 'declined' },
    lapse: { by: ['clock'], to: 'declined', tells: 'declined' },
    'set-goal': { by: ['learner'], to: 'same' },
    leave: { by: ['clock'], to: 'ended', tells: 'left' },
  },
  active: under,
  paused: { ...under, resume: { by: ['learner', 'mentor', 'clock'], to: 'active', tells: 'resumed' } },
  declined: {},
  ended: {},
};

export function isOver(state: MentorshipState): boolean {
  return state === 'declined' || state === 'ended';
}
