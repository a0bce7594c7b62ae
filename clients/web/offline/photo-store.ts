import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { PhotoStore } from './drain.ts'
import type { QueuedPhoto } from './photo.ts'

/** Photos apart from their files: a step that is written down does not write the picture again. */
interface Tables<Claim> extends DBSchema {
  photos: { key: string; value: QueuedPhoto<Claim> }
  files: { key: string; value: Blob }
}

/** The photos of one user, in a database of their own: what one user keeps is never opened for another. */
export function createPhotoStore<Claim>(owner: string): PhotoStore<Claim> {
  let opened: Promise<IDBPDatabase<Tables<Claim>>> | null = null
  const forget = () => void (opened = null)
  const database = () => {
    opened ??= openDB<Tables<Claim>>(`evergraph.photos/${owner}`, 1, {
      upgrade(db) {
        db.createObjectStore('photos', { keyPath: 'id' })
        db.createObjectStore('files')
      },
      // The browser has closed it, to clear space perhaps. The next one opens it anew.
      terminated: forget,
      blocking: (_current, _blocked, event) => {
        ;(event.target as IDBDatabase).close()
        forget()
      },
    })
    opened.catch(forget)
    return opened
  }
  return {
    async all() {
      const photos = await (await database()).getAll('photos')
      return photos.sort((a, b) => a.addedAt - b.addedAt || a.id.localeCompare(b.id))
    },
    async file(id) {
      return (await database()).get('files', id)
    },
    async add(photo, file) {
      const trx = (await database()).transaction(['photos', 'files'], 'readwrite')
      // A full disk is said by a request or by the end of the transaction, as the browser likes.
      trx.done.catch(() => undefined)
      try {
        await trx.objectStore('files').put(file, photo.id)
        await trx.objectStore('photos').add(photo)
      } catch (error) {
        // Without this, half of it would stay.
        trx.abort()
        throw error
      }
      await trx.done
    },
    async save(photo) {
      const trx = (await database()).transaction(['photos', 'files'], 'readwrite')
      const photos = trx.objectStore('photos')
      const isThere = (await photos.getKey(photo.id)) !== undefined
      if (isThere) await photos.put(photo)
      if (photo.step.at === 'SUBMITTED') await trx.objectStore('files').delete(photo.id)
      await trx.done
      return isThere
    },
    async change(id, into) {
      const trx = (await database()).transaction('photos', 'readwrite')
      const photo = await trx.store.get(id)
      if (photo) await trx.store.put(into(photo))
      await trx.done
    },
    async remove(id) {
      const trx = (await database()).transaction(['photos', 'files'], 'readwrite')
      await Promise.all([trx.objectStore('photos').delete(id), trx.objectStore('files').delete(id), trx.done])
    },
  }
}
