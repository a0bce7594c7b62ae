import type { Actions } from './context.ts'

export const v201: Actions = {}
