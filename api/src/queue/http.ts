import type { Operation } from '../platform/operations.ts';
import { queuesOperations } from './http/queues.ts';
import { ticketsOperations } from './http/tickets.ts';

export const queueOperations: Operation[] = [...queuesOperations, ...ticketsOperations];
