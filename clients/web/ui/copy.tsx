import { useRef, useState, type RefObject } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import { Button, type Look } from './button.tsx'

/** Copies a text, and says so. Where the browser refuses, the text is selected in `place`, for the reader to copy by hand. */
export function Copy(props: { text: string; place: RefObject<HTMLElement | null>; look?: Look; label?: string }) {
  const { copy, copied, notCopied } = useKit()
  const { text, place, look, label } = props
  const [said, setSaid] = useState('')
  const press = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(copied)
    } catch {
      // No permission, or no https.
      if (place.current) globalThis.getSelection()?.selectAllChildren(place.current)
      setSaid(notCopied)
    }
  }
  return (
    <span className="flex flex-wrap items-center gap-3">
      <Button {...(look && { look })} {...(label && { 'aria-label': `${copy}: ${label}` })} onClick={() => void press()}>
        {copy}
      </Button>
      <span role="status" className="text-sm">
        {said}
      </span>
    </span>
  )
}

/** Text for a program, to be copied whole. */
export function Code({ label, children }: { label: string; children: string }) {
  const place = useRef<HTMLElement>(null)
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-2 text-sm font-medium">
        {label}
        <Copy text={children} place={place} label={label} />
      </figcaption>
      {/* Whoever has no mouse scrolls it by the arrow keys. No region: there may be many on a page, and regions have names of their own. */}
      <pre
        tabIndex={0}
        role="group"
        aria-label={label}
        className="overflow-x-auto rounded-md border border-line bg-sunk p-3 text-sm"
      >
        <code ref={place}>{children}</code>
      </pre>
    </figure>
  )
}
