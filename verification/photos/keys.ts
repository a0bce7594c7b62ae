/** Where a photo's files are in the object store. A user may only write to `upload`, by a signed link. What was judged is beside it. */
export const keysOf = (photoId: string) => ({
  upload: `uploads/${photoId}`,
  original: `photos/${photoId}/original`,
  review: `photos/${photoId}/review.jpg`,
  thumbnail: `photos/${photoId}/thumbnail.webp`,
})

/** True for a key that signed links for writing may lead to. */
export const isUploadKey = (key: string): boolean => /^uploads\/[0-9a-f-]{36}$/.test(key)

/** Where the photo of such a key is once it is judged. */
export const originalOf = (uploadKey: string): string => keysOf(uploadKey.slice('uploads/'.length)).original
