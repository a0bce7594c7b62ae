import { useCallback, useEffect, useState } from 'react'
import { useSession } from '../../web/session/session.tsx'
import { StartCaptureDocument, type PhotoPurpose } from '../generated/graphql.ts'

/** The platform's word for a photo that is taken now. */
export interface Capture {
  id: string
  nonce: string
  /** How far the device's clock is behind the platform's, in ms; 0 where that is little. */
  behindMs: number
}

/** How long a capture is good, and after what time another is asked for. */
const GOOD_FOR_MS = 600_000
const RENEWED_AFTER_MS = 540_000
/** Less is the way there and back. */
const CLOCK_SLACK_MS = 120_000

/** The capture of the next photo; null without one, as where there is no network: the photo is then taken as one from the gallery is. */
export function useCapture(purpose: PhotoPurpose): { capture: Capture | null; used: () => void } {
  const { sdk } = useSession()
  const [capture, setCapture] = useState<Capture | null>(null)
  const [asked, setAsked] = useState(0)
  const another = useCallback(() => setAsked((before) => before + 1), [])
  useEffect(() => {
    let stays = true
    const ask = async () => {
      const { startCapture } = await sdk.execute(StartCaptureDocument, { input: { purpose } })
      const { id, nonce, expiresAt } = startCapture.capture
      const behindMs = Date.parse(expiresAt) - GOOD_FOR_MS - Date.now()
      if (stays) setCapture({ id, nonce, behindMs: Math.abs(behindMs) > CLOCK_SLACK_MS ? behindMs : 0 })
    }
    setCapture(null)
    // Nothing depends on it.
    ask().catch(() => undefined)
    const timer = setTimeout(another, RENEWED_AFTER_MS)
    return () => {
      stays = false
      clearTimeout(timer)
    }
  }, [sdk, purpose, asked, another])
  return { capture, used: another }
}
