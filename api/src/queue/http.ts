import type { Operation } from '../platform/operations.ts';
import { queuesOperations } from './http/queues.ts';

export const queueOperations: Operation[] = [...queuesOperations];
