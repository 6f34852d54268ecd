import { instant } from '../../platform/contract.ts';
import { noticeKind, sessionPayload, stillAhead } from './kind.ts';

/** To whoever moved a session in Outlook to a time (`wanted`) that it cannot have. */
export const bookingStays = noticeKind({ payload: sessionPayload.extend({ wanted: instant }), stillTrue: stillAhead });
