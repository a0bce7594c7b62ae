import type { Actions } from './context.ts'

export const v21: Actions = {}
