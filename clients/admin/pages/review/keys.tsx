import { useEffect, useRef } from 'react'
import { createStore } from '../../../web/store.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { useTexts } from '../../texts/index.ts'

const KEPT = 'evergraph.keys'
/** Single keys can be switched off: who speaks to their computer presses them without meaning to. */
const on = createStore(localStorage.getItem(KEPT) !== 'off')

/** Does what belongs to a key, where no text is written, no dialogue is open, and the key is not a button's own. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = latest.current[event.key.toLowerCase()]
      if (!act || !on.get() || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      // A dialogue that was closed keeps the focus until the next frame.
      const at = event.target instanceof Element && !event.target.closest('dialog:not([open])') ? event.target : null
      if (at?.closest('input, select, textarea') || document.querySelector('dialog[open]')) return
      if (event.key === ' ' && at?.closest('button, a, summary')) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

/** Which keys there are. */
export function Keys() {
  const { review: texts } = useTexts()
  const isOn = on.use()
  const dialog = useRef<HTMLDialogElement>(null)
  useKeys({ '?': () => dialog.current?.showModal() })
  const choose = (chosen: boolean) => {
    localStorage.setItem(KEPT, chosen ? 'on' : 'off')
    on.set(chosen)
  }
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>
        {texts.keys} <kbd aria-hidden>?</kbd>
      </Button>
      <dialog
        ref={dialog}
        aria-label={texts.keys}
        className="m-auto w-[calc(100%-2rem)] max-w-sm rounded-lg border border-line bg-card p-6 text-ink backdrop:bg-ink/40"
      >
        <div className="flex flex-col gap-4">
          <h2 className="text-lg font-bold">{texts.keys}</h2>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
            {(['a', 'r', 'space', 'question'] as const).map((key) => (
              <div key={key} className="contents">
                <dt>
                  <kbd className="rounded-md border border-edge px-2">{texts.keyNames[key]}</kbd>
                </dt>
                <dd>{texts.keyMeanings[key]}</dd>
              </div>
            ))}
          </dl>
          <Switch label={texts.keysOn} on={isOn} onChange={choose} />
          <Button onClick={() => dialog.current?.close()}>{texts.back}</Button>
        </div>
      </dialog>
    </>
  )
}
