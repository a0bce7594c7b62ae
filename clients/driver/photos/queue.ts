import type { Client } from '../../sdk/client.ts'
import { readerOf } from '../../web/graph/graph.ts'
import { createPhotoQueue, type PhotoQueue } from '../../web/offline/photo-queue.ts'
import { createPhotoStore } from '../../web/offline/photo-store.ts'
import type { Claim } from './claim.ts'
import { photoTransport } from './transport.ts'

let open: { owner: string; queue: PhotoQueue<Claim> } | null = null

/** The queue of whoever is signed in: one in each tab, begun when it is first asked for. Another user's ends it. */
export function queueOf(sdk: Client, owner: string): PhotoQueue<Claim> {
  if (open?.owner === owner) return open.queue
  open?.queue.stop()
  const queue = createPhotoQueue<Claim>({
    owner,
    store: createPhotoStore(owner),
    transport: photoTransport(sdk),
    reader: () => readerOf(sdk.tokens()),
  })
  open = { owner, queue }
  void queue.start()
  return queue
}
