import type { OcppVersion } from '#lib/events.ts'
import type { Action, Actions } from '../context.ts'
import { v16 } from './v16.ts'
import { v201 } from './v201.ts'
import { v21 } from './v21.ts'

/** What chargers may ask of us. */
export const ACTIONS: Record<OcppVersion, Actions> = { '1.6': v16, '2.0.1': v201, '2.1': v21 }

/** How a version answers an action of a charger; undefined if it does not take it. */
export const actionOf = (version: OcppVersion, action: string): Action | undefined =>
  Object.hasOwn(ACTIONS[version], action) ? ACTIONS[version][action] : undefined
