import type { Client } from '../../sdk/client.ts'
import type { Transport } from '../../web/offline/drain.ts'
import { putFile } from '../../web/offline/put-file.ts'
import { ReservePhotoDocument, SubmitDeedDocument, SubmitOdometerPhotoDocument } from '../generated/graphql.ts'
import { purposeOf, type Claim } from './claim.ts'

/** How a kept photo gets to the graph, and becomes a reading or a deed. */
export const photoTransport = (sdk: Client): Transport<Claim> => ({
  async reserve({ claim, contentType, sizeBytes, captureId }) {
    const input = { purpose: purposeOf(claim.for), contentType, sizeBytes, captureId } as const
    const { photo, ...link } = (await sdk.execute(ReservePhotoDocument, { input })).requestPhotoUpload
    return { photoId: photo.id, owner: photo.user.id, link }
  },
  upload: putFile,
  async submit({ claim }, photoId) {
    if (claim.for === 'odometer') {
      const { vehicleId, takenAt, unit, guideFrame } = claim
      const input = { photoId, vehicleId, takenAt, unit, guideFrame }
      return (await sdk.execute(SubmitOdometerPhotoDocument, { input })).submitOdometerPhoto.upload.id
    }
    const { task, material, takenAt, place, note } = claim
    return (await sdk.execute(SubmitDeedDocument, { input: { photoId, task, material, takenAt, place, note } })).submitDeed.id
  },
})
