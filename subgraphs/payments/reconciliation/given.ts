import type { Services } from '../context.ts'

/** What a comparison works with. */
export type Given = Pick<Services, 'db' | 'log' | 'providers' | 'config'>
