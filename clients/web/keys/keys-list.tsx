import { useEffect, useRef } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Switch } from '../ui/switch.tsx'
import { findKey } from './find-key.ts'
import { keysOn, pageKeys, switchKeys } from './use-keys.ts'

/** Which keys there are: those of every page, and those of this one. */
export function KeysList({ close }: { close: () => void }) {
  const { keys, back } = useKit()
  const place = useRef<HTMLDialogElement>(null)
  useEffect(() => place.current?.showModal(), [])
  const all = [
    ...pageKeys.use(),
    { key: findKey(), does: keys.find },
    { key: '?', does: keys.list },
    { key: 'Esc', does: keys.close },
  ]
  return (
    <Dialog place={place} title={keys.title} onClose={close}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        {all.map(({ key, does }) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-md border border-edge px-2 whitespace-nowrap">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch label={keys.on} on={keysOn.use()} onChange={switchKeys} />
      <Button onClick={() => place.current?.close()}>{back}</Button>
    </Dialog>
  )
}
