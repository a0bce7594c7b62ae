import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  /** The platform has no way to send by this channel. Choose another one. */
  | 'CHANNEL_OFF'
  /** No SMS are sent to this country. Use another channel. */
  | 'COUNTRY_NOT_SERVED'
  /** It is another code than the one that was sent last. Look again; after five tries ask for a new one. */
  | 'CODE_WRONG'
  /** There is no code that is still good. Ask for another one. */
  | 'CODE_EXPIRED'
>
