import { advance, nextOf, type Happened } from './advance.ts'
import type { QueuedPhoto, Trouble, UploadLink } from './photo.ts'

/** Where photos are kept on the device. */
export interface PhotoStore<Claim> {
  /** The oldest first. */
  all(): Promise<QueuedPhoto<Claim>[]>
  file(id: string): Promise<Blob | undefined>
  /** All of it or nothing; throws where there is no room. */
  add(photo: QueuedPhoto<Claim>, file: Blob): Promise<void>
  /** False where it was removed meanwhile. What is submitted loses its file. */
  save(photo: QueuedPhoto<Claim>): Promise<boolean>
  /** What a person wants otherwise, while another tab may be sending. */
  change(id: string, into: (photo: QueuedPhoto<Claim>) => QueuedPhoto<Claim>): Promise<void>
  remove(id: string): Promise<void>
}

/** The way to the platform. Each throws an EvergraphError. */
export interface Transport<Claim> {
  /** `owner`: as whom the place was asked for. */
  reserve(photo: QueuedPhoto<Claim>): Promise<{ photoId: string; owner: string; link: UploadLink }>
  /** `told` hears which share of it is sent, 0 to 1. */
  upload(link: UploadLink, file: Blob, told: (share: number) => void): Promise<'SENT' | 'LINK_ENDED'>
  /** Gives the id of what it became. The same photo again gives the same. */
  submit(photo: QueuedPhoto<Claim>, photoId: string): Promise<string>
}

export interface Draining<Claim> {
  store: PhotoStore<Claim>
  transport: Transport<Claim>
  /** Whether the owner of these photos is still the one who is signed in. */
  isOwner: () => boolean
  now: () => number
  /** Something has changed in the store. */
  changed: () => void | Promise<void>
  sending: (id: string, share: number) => void
}

/**
 * Sends what is kept, one photo after the other, each step written down before the next. Gives the trouble that ended it early; null where it came to the
 * end. One at a time: the caller holds a lock.
 */
export async function drain<Claim>(draining: Draining<Claim>): Promise<Trouble | null> {
  for (const photo of await draining.store.all()) {
    const ended = await sendOne(draining, photo)
    if (ended === 'NOT_OURS') return null
    if (ended) return ended
  }
  return null
}

/** Without a capture or a link that is still good: reserve, reserve, upload, reserve, upload, submit. More is a fault that trying at once does not mend. */
const MOST_STEPS = 8
const ENDS_AT_ONCE: Trouble = { kind: 'UNREACHABLE', code: 'LINK_ENDED', message: 'Links to upload by end at once.', field: null }

/** Gives what stands in the way of the other photos too. */
async function sendOne<Claim>(draining: Draining<Claim>, kept: QueuedPhoto<Claim>): Promise<Trouble | 'NOT_OURS' | null> {
  const { store, isOwner, now, changed } = draining
  let photo = kept
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const todo = nextOf(photo, now())
    if (todo === null) return null
    if (todo === 'SUBMIT') photo = advance(photo, { is: 'TELLING' })
    if (!(await store.save(photo))) return null
    // Nothing is awaited between this and what is sent.
    if (!isOwner()) return 'NOT_OURS'
    const happened = await take(draining, photo, todo).catch((error: unknown) => ({ is: 'FAILED' as const, error }))
    if (happened === 'NOT_OURS') return happened
    if (happened === 'GONE') return null
    photo = advance(photo, happened)
    const isThere = await store.save(photo)
    await changed()
    if (!isThere) return null
    if (photo.trouble && photo.trouble.kind !== 'REFUSED') return photo.trouble
  }
  return ENDS_AT_ONCE
}

async function take<Claim>(
  { store, transport, now, sending }: Draining<Claim>,
  photo: QueuedPhoto<Claim>,
  todo: 'RESERVE' | 'UPLOAD' | 'SUBMIT',
): Promise<Happened | 'NOT_OURS' | 'GONE'> {
  const { step } = photo
  if (todo === 'RESERVE') {
    const { photoId, owner, link } = await transport.reserve(photo)
    // Somebody else has signed in between: the file must not get into their place.
    return owner === photo.owner ? { is: 'RESERVED', photoId, link, at: now() } : 'NOT_OURS'
  }
  if (step.at === 'RESERVED') {
    const file = await store.file(photo.id)
    if (!file) return 'GONE'
    const answer = await transport.upload(step.link, file, (share) => sending(photo.id, share))
    return answer === 'SENT' ? { is: 'UPLOADED' } : { is: 'LINK_ENDED' }
  }
  if (step.at !== 'UPLOADED') throw new Error(`A photo that is ${step.at} cannot be submitted.`)
  return { is: 'SUBMITTED', subjectId: await transport.submit(photo, step.photoId) }
}
