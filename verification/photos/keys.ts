/** Where a photo's files lie in the object store. A user may write to `upload` alone, by a signed link; what was judged lies beside it. */
export const keysOf = (photoId: string) => ({
  upload: `uploads/${photoId}`,
  original: `photos/${photoId}/original`,
  review: `photos/${photoId}/review.jpg`,
  thumbnail: `photos/${photoId}/thumbnail.webp`,
})

/** Signed links for writing lead here and nowhere else. */
export const isUploadKey = (key: string): boolean => /^uploads\/[0-9a-f-]{36}$/.test(key)

/** Where the photo of such a key lies once it is judged. */
export const originalOf = (uploadKey: string): string => keysOf(uploadKey.slice('uploads/'.length)).original
