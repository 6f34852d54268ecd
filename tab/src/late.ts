import { type ComponentType, createContext } from 'react';

/** Where on screen something is that comes after all the first screen needs: with every page, or on Home. */
export type LatePlace = 'every-page' | 'home';

/** What comes then, once it is here. */
export const LateContext = createContext<ComponentType<{ at: LatePlace }> | undefined>(undefined);
