import { useEffect, useRef } from 'react'
import { Button } from '../../web/ui/button.tsx'
import { Copy } from '../../web/ui/copy.tsx'
import { Notice } from '../../web/ui/notice.tsx'
import { useTexts } from '../texts/index.ts'

/** A secret that was just made. Null: an earlier answer had it, which did not arrive. */
export interface Shown {
  /** Of what it is. */
  name: string
  secret: string | null
}

/** Shows a secret this once. It stands in the page's memory alone, and goes when the page is left. */
export function ShownOnce({ shown, done }: { shown: Shown; done: () => void }) {
  const { secret: texts } = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLElement>(null)
  // What was pressed may be far down the page.
  useEffect(() => place.current?.focus(), [shown])
  const { secret } = shown
  return (
    <div ref={place} tabIndex={-1} className="mb-4 rounded-lg">
      {secret === null ? (
        <Notice tone="warn" title={texts.lost(shown.name)}>
          <Button onClick={done}>{texts.close}</Button>
        </Notice>
      ) : (
        <Notice tone="good" title={texts.title(shown.name)}>
          <p>{texts.once}</p>
          <code ref={text} className="rounded-md border border-edge bg-card px-3 py-2 text-sm break-all select-all">
            {secret}
          </code>
          <div className="flex flex-wrap items-center gap-3">
            <Copy look="primary" text={secret} place={text} />
            <Button onClick={done}>{texts.kept}</Button>
          </div>
        </Notice>
      )}
    </div>
  )
}
