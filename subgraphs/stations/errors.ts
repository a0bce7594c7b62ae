import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  /** A charger with this identity is registered. Choose another identity. */
  | 'IDENTITY_TAKEN'
  /** An EVSE with this id is registered. Choose another id. */
  | 'EVSE_ID_TAKEN'
  /** There are as many of these as there may be. Remove one first. */
  | 'LIMIT_REACHED'
>
