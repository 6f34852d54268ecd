import type { OfficeHours } from '@open-door/api/office-hours/schema/hours.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Output } from '../../api.ts';
import { useApi } from '../../queries.ts';

/** Milliseconds of rest after which a draft is looked at: dragging changes it many times a second. */
const rest = 350;

/** What learners would see of a draft in the week of a day (`YYYY-MM-DD`); of hours that cannot be saved, the last that could. */
export function useHoursPreview(personId: string, draft: OfficeHours | undefined, weekOf: string) {
  const api = useApi();
  const asked = useResting(draft);
  return useQuery<Output<'POST /api/office-hours/{personId}/preview'>>({
    queryKey: ['hours preview', personId, weekOf, asked],
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api(
        'POST /api/office-hours/{personId}/preview',
        { params: { personId }, body: { ...(asked as OfficeHours), weekOf } },
        { signal },
      ),
  });
}

/** A value as it was when it last rested. */
function useResting<Value>(value: Value): Value {
  const [resting, setResting] = useState(value);
  const written = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal drafts are the same draft
  useEffect(() => {
    const timer = setTimeout(() => setResting(value), rest);
    return () => clearTimeout(timer);
  }, [written]);
  return resting;
}
