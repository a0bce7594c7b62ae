import { refusal } from '#lib/errors.ts'

export const refuse = refusal<'IDENTITY_TAKEN' | 'EVSE_ID_TAKEN' | 'LIMIT_REACHED'>
