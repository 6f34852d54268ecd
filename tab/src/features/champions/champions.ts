import { useList, useWrite } from '../../queries.ts';

export type ChampionState = 'nominated' | 'confirmed' | 'declined' | 'ended';

/** What changes when somebody is nominated, becomes a champion or is none any more. */
const touched = [
  'GET /api/champions',
  'GET /api/people',
  'GET /api/people/{personId}',
  'GET /api/departments',
] as const;

export function useChampions(state: ChampionState) {
  return useList('GET /api/champions', { query: { state, limit: 25 } });
}

export function useNominate() {
  return useWrite('POST /api/champions/{personId}/nomination', { refreshes: touched });
}

export function useDecide() {
  return useWrite('POST /api/champions/{personId}/decision', { refreshes: touched });
}

export function useChangeOffer() {
  return useWrite('PUT /api/champions/{personId}', {
    refreshes: ['GET /api/people', 'GET /api/people/{personId}', 'GET /api/office-hours/{personId}/slots'],
  });
}
