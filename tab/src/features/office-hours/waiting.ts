import { useRead, useWrite } from '../../queries.ts';
import { touched } from './session-changes.ts';
import { ownTopics } from './sessions.ts';

export function useWaitingList(as: 'learner' | 'champion', { enabled = true } = {}) {
  return useRead('GET /api/waiting-list', { query: { as } }, { live: ownTopics, enabled });
}

/** Who waits for a place of the champion's, first in line first. */
export function useRequests({ enabled = true } = {}) {
  const { data, ...waiting } = useWaitingList('champion', { enabled });
  return { ...waiting, places: data?.items.filter(({ state }) => state === 'waiting') };
}

const waitingTouched = ['GET /api/waiting-list', ...touched] as const;

/** What somebody in line can do. */
export function useWaiting() {
  return {
    accept: useWrite('POST /api/waiting-list/{waitingId}/acceptance', { refreshes: waitingTouched }),
    pass: useWrite('POST /api/waiting-list/{waitingId}/pass', { refreshes: waitingTouched }),
    leave: useWrite('DELETE /api/waiting-list/{waitingId}', { refreshes: waitingTouched }),
  };
}

export function useJoinWaitingList() {
  return useWrite('POST /api/waiting-list', { refreshes: ['GET /api/waiting-list'] });
}
