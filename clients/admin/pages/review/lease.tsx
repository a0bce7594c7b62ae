import { useEffect, useState } from 'react'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useTexts } from '../../texts/index.ts'

/** How long the case is still the reviewer's. The platform's word counts, and not this clock. */
export function Lease({ until, again }: { until: string | null; again: () => Promise<void> }) {
  const { review: texts } = useTexts()
  const left = useSecondsUntil(until)
  if (left > 0) {
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    return (
      <p role="timer" className={left < 60 ? 'text-warn' : 'text-soft'}>
        {texts.yoursFor(clock)}
      </p>
    )
  }
  return (
    <Notice tone="warn" title={texts.notYours}>
      <Button onClick={() => void again()}>{texts.takeAgain}</Button>
    </Notice>
  )
}

function useSecondsUntil(until: string | null): number {
  const read = () => (until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000)))
  const [left, setLeft] = useState(read)
  useEffect(() => {
    const timer = setInterval(() => setLeft(read()), 1000)
    return () => clearInterval(timer)
  })
  return left
}
