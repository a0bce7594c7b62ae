import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  /** The partner has as many of these as they may have. */
  | 'LIMIT_REACHED'
  /** The client was revoked, and stays so. */
  | 'CLIENT_REVOKED'
  /** The partner's manifests take all the space that they may. Versions are kept, so that calls can be told: ask for more space. */
  | 'MANIFEST_SPACE_USED_UP'
  /** The version was uploaded before with other operations. */
  | 'VERSION_TAKEN'
  /** The version was retired, and stays so. */
  | 'VERSION_RETIRED'
>
