/** Where a file is sent to, as the platform says. */
export interface UploadLink {
  url: string
  method: string
  headers: readonly { name: string; value: string }[]
}

/** How far a photo is. */
export type Step =
  /** On this device alone. */
  | { at: 'KEPT' }
  /** The platform has a place for it. */
  | { at: 'RESERVED'; photoId: string; link: UploadLink; reservedAt: number }
  /** The file is there. `told`: it may have been submitted, for an answer can be lost. */
  | { at: 'UPLOADED'; photoId: string; reservedAt: number; told: boolean }
  /** Submitted: whatever comes of it is `subjectId` in the graph, and the file is not kept here any more. */
  | { at: 'SUBMITTED'; photoId: string; subjectId: string }

/** Why a photo does not get on. */
export interface Trouble {
  /**
   * UNREACHABLE, BUSY, CONSENT and SIGNED_OUT pass, and are tried again. REFUSED does not: a person changes something, or removes the photo.
   */
  kind: 'UNREACHABLE' | 'BUSY' | 'CONSENT' | 'SIGNED_OUT' | 'REFUSED'
  /** The platform's code, and its sentence. */
  code: string
  message: string
  /** The field of the input that is at fault; null where none is. */
  field: string | null
}

/** A photo taken on this device, on its way to the platform. `Claim` is what it is submitted as. */
export interface QueuedPhoto<Claim> {
  /** Made on the device. */
  readonly id: string
  /** The user who took it. It is sent as nobody else. */
  readonly owner: string
  /** By the device's clock, in ms. */
  readonly addedAt: number
  readonly contentType: string
  readonly sizeBytes: number
  /** The capture it was taken in; null for a file, and for one taken without a network. */
  readonly captureId: string | null
  readonly claim: Claim
  readonly step: Step
  readonly trouble: Trouble | null
}
