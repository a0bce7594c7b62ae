import { describe, expect, test } from 'vitest'
import { EvergraphError } from '../../sdk/errors.ts'
import { drain, type PhotoStore, type Transport } from './drain.ts'
import type { QueuedPhoto } from './photo.ts'

type Claim = string
const NOW = Date.UTC(2026, 10, 22)
const HOUR_MS = 3_600_000

const kept = (id: string, rest: Partial<QueuedPhoto<Claim>> = {}): QueuedPhoto<Claim> => ({
  id,
  owner: 'noor',
  addedAt: NOW,
  contentType: 'image/jpeg',
  sizeBytes: 3,
  captureId: 'capture',
  claim: 'claim',
  step: { at: 'KEPT' },
  trouble: null,
  ...rest,
})

/** What the browser's database does, in memory. */
function memory(...photos: QueuedPhoto<Claim>[]) {
  const rows = new Map(photos.map((photo) => [photo.id, photo]))
  const store: PhotoStore<Claim> = {
    all: async () => [...rows.values()],
    file: async (id) => (rows.has(id) ? new Blob(['jpg']) : undefined),
    add: async (photo) => void rows.set(photo.id, photo),
    save: async (photo) => rows.has(photo.id) && Boolean(rows.set(photo.id, photo)),
    change: async (id, into) => {
      const photo = rows.get(id)
      if (photo) rows.set(id, into(photo))
    },
    remove: async (id) => void rows.delete(id),
  }
  return { rows, store }
}

/** The wire: what was asked of the platform, and what it answers unless a test says otherwise. */
function wire(answers: Partial<Transport<Claim>> = {}) {
  const asked: string[] = []
  let places = 0
  const link = { url: 'https://files.test/1', method: 'PUT', headers: [] }
  const honest: Transport<Claim> = {
    reserve: async ({ owner }) => ({ photoId: `photo-${++places}`, owner, link }),
    upload: async () => 'SENT',
    submit: async (_photo, photoId) => `upload-of-${photoId}`,
  }
  const transport: Transport<Claim> = {
    reserve: (photo) => {
      asked.push(`reserve ${photo.id} ${photo.captureId}`)
      return (answers.reserve ?? honest.reserve)(photo)
    },
    upload: (to, file, told) => {
      asked.push('upload')
      return (answers.upload ?? honest.upload)(to, file, told)
    },
    submit: (photo, photoId) => {
      asked.push(`submit ${photoId}`)
      return (answers.submit ?? honest.submit)(photo, photoId)
    },
  }
  return { asked, transport }
}

const run = (store: PhotoStore<Claim>, transport: Transport<Claim>, isOwner = () => true, now = NOW) =>
  drain({ store, transport, isOwner, now: () => now, changed: () => undefined, sending: () => undefined })

const fault = (code: string, field?: string) =>
  new EvergraphError(code, code, { issues: field ? [{ path: ['input', field], message: `wrong ${field}` }] : [] })
const failing = (error: Error) => async () => {
  throw error
}

describe('sending photos', () => {
  test('reserves, uploads and submits each once, and has nothing to do a second time', async () => {
    const { rows, store } = memory(kept('a'), kept('b'))
    const { asked, transport } = wire()
    expect(await run(store, transport)).toBeNull()
    expect(rows.get('a')?.step).toEqual({ at: 'SUBMITTED', photoId: 'photo-1', subjectId: 'upload-of-photo-1' })
    const once = ['reserve a capture', 'upload', 'submit photo-1', 'reserve b capture', 'upload', 'submit photo-2']
    expect(asked).toEqual(once)
    await run(store, transport)
    expect(asked).toEqual(once)
  })

  test('a submission whose answer was lost is repeated under the same id, even days later', async () => {
    const { rows, store } = memory(kept('a'))
    const lost = wire({ submit: failing(fault('NETWORK')) })
    expect(await run(store, lost.transport)).toMatchObject({ kind: 'UNREACHABLE' })
    expect(rows.get('a')?.step).toMatchObject({ at: 'UPLOADED', photoId: 'photo-1', told: true })
    const { asked, transport } = wire()
    await run(store, transport, () => true, NOW + 72 * HOUR_MS)
    expect(asked).toEqual(['submit photo-1'])
  })

  test('a place that was never submitted to is asked for anew once the platform has removed it', async () => {
    const { store } = memory(kept('a', { step: { at: 'UPLOADED', photoId: 'old', reservedAt: NOW, told: false } }))
    const { asked, transport } = wire()
    await run(store, transport, () => true, NOW + 24 * HOUR_MS)
    expect(asked).toEqual(['reserve a capture', 'upload', 'submit photo-1'])
  })

  test('an upload that broke goes on with the link it had, and with another where that has ended', async () => {
    const { rows, store } = memory(kept('a'))
    await run(store, wire({ upload: failing(fault('NETWORK')) }).transport)
    expect(rows.get('a')?.step).toMatchObject({ at: 'RESERVED', photoId: 'photo-1' })
    const ended = ['LINK_ENDED', 'SENT'] as const
    let tries = 0
    const { asked, transport } = wire({ upload: async () => ended[tries++] ?? 'SENT' })
    await run(store, transport)
    expect(asked).toEqual(['upload', 'reserve a capture', 'upload', 'submit photo-1'])
  })

  test('links that end at once are not asked for without end', async () => {
    const { store } = memory(kept('a'))
    const { asked, transport } = wire({ upload: async () => 'LINK_ENDED' })
    expect(await run(store, transport)).toMatchObject({ kind: 'UNREACHABLE' })
    expect(asked.length).toBeLessThan(10)
  })

  test('a capture that is over is left away, and the photo goes as one from the gallery', async () => {
    const { asked, transport } = wire({
      reserve: async ({ owner, captureId }) => {
        if (captureId) throw fault('CONFLICT', 'captureId')
        return { photoId: 'photo-1', owner, link: { url: 'https://files.test/1', method: 'PUT', headers: [] } }
      },
    })
    await run(memory(kept('a')).store, transport)
    expect(asked).toEqual(['reserve a capture', 'reserve a null', 'upload', 'submit photo-1'])
  })

  test('what is refused stays with its reason, is not tried again by itself, and holds up no other', async () => {
    const { rows, store } = memory(kept('a'), kept('b'))
    const { asked, transport } = wire({
      submit: async ({ id }) => {
        if (id === 'a') throw fault('BAD_USER_INPUT', 'takenAt')
        return 'done'
      },
    })
    expect(await run(store, transport)).toBeNull()
    expect(rows.get('a')?.trouble).toEqual({
      kind: 'REFUSED',
      code: 'BAD_USER_INPUT',
      message: 'wrong takenAt',
      field: 'takenAt',
    })
    expect(rows.get('b')?.step.at).toBe('SUBMITTED')
    const before = asked.length
    await run(store, transport)
    expect(asked.length).toBe(before)
  })

  test.each([
    ['NETWORK', 'UNREACHABLE'],
    ['RATE_LIMITED', 'BUSY'],
    ['CONSENT_NEEDED', 'CONSENT'],
    ['UNAUTHENTICATED', 'SIGNED_OUT'],
  ])('%s would meet the next photo too: none is tried, and all wait', async (code, kind) => {
    const { rows, store } = memory(kept('a'), kept('b'))
    const { asked, transport } = wire({ reserve: failing(fault(code)) })
    expect(await run(store, transport)).toMatchObject({ kind })
    expect(asked).toEqual(['reserve a capture'])
    expect(rows.get('b')).toEqual(kept('b'))
  })

  test('nothing is sent once its owner is not the one who is signed in', async () => {
    const { store } = memory(kept('a'))
    const { asked, transport } = wire()
    await run(store, transport, () => false)
    expect(asked).toEqual([])
  })

  test('a file never gets into the place of somebody who signed in while it was asked for', async () => {
    const { rows, store } = memory(kept('a'), kept('b'))
    const link = { url: 'https://files.test/1', method: 'PUT', headers: [] }
    const { asked, transport } = wire({ reserve: async () => ({ photoId: 'theirs', owner: 'daan', link }) })
    await run(store, transport)
    expect(asked).toEqual(['reserve a capture'])
    expect(rows.get('a')?.step).toEqual({ at: 'KEPT' })
  })

  test('a photo removed while it is sent does not come back, and is not submitted', async () => {
    const { rows, store } = memory(kept('a'))
    const { asked, transport } = wire({
      upload: async () => {
        rows.delete('a')
        return 'SENT'
      },
    })
    await run(store, transport)
    expect(asked).toEqual(['reserve a capture', 'upload'])
    expect(rows.size).toBe(0)
  })

  test('a photo removed while the one before it is sent is not sent', async () => {
    const { store } = memory(kept('a'), kept('b'))
    const { asked, transport } = wire({
      submit: async () => {
        await store.remove('b')
        return 'upload'
      },
    })
    expect(await run(store, transport)).toBeNull()
    expect(asked).toEqual(['reserve a capture', 'upload', 'submit photo-1'])
  })

  test('what is no answer of the platform is a fault of ours, and is not hidden', async () => {
    const { store } = memory(kept('a'))
    await expect(run(store, wire({ reserve: failing(new TypeError('ours')) }).transport)).rejects.toThrow('ours')
  })
})
