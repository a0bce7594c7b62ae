import { useEffect, useRef, useState } from 'react'
import { ANNOUNCED_EVERY_MS, paced } from './paced.ts'

/** Says what changes by itself to whoever listens, at most every 15 seconds. It is not seen: the page shows it where it belongs. */
export function Announced({ children }: { children: string }) {
  const [said, setSaid] = useState('')
  const pace = useRef<ReturnType<typeof paced<string>>>(null)
  // What was there when the page was opened is read with the page.
  const first = useRef(children)
  useEffect(() => {
    const own = paced<string>(ANNOUNCED_EVERY_MS, setSaid)
    pace.current = own
    return own.end
  }, [])
  useEffect(() => {
    if (children !== first.current) pace.current?.tell(children)
  }, [children])
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  )
}
