import { useRef, useState } from 'react'
import { Button } from '../../../web/ui/button.tsx'
import { useTexts } from '../../texts/index.ts'

/** A value with its name, to be copied. Where a browser lets no page copy, it is chosen, so that the reader can. */
export function CopyLine({ name, text }: { name: string; text: string }) {
  const { credentials: texts } = useTexts()
  const [copied, setCopied] = useState(false)
  const place = useRef<HTMLElement>(null)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => place.current && globalThis.getSelection()?.selectAllChildren(place.current),
    )
  return (
    <div>
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="flex flex-wrap items-center gap-3">
        <code ref={place} className="rounded-md border border-edge bg-card px-3 py-1 text-sm break-all select-all">
          {text}
        </code>
        <Button aria-label={`${texts.copy}: ${name}`} onClick={() => void copy()}>
          {texts.copy}
        </Button>
        <span role="status" className="text-sm">
          {copied && texts.copied}
        </span>
      </dd>
    </div>
  )
}
