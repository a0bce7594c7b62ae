import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import type { Place } from '../shell/place.ts'
import { Dialog } from '../ui/dialog.tsx'
import { controlClass } from '../ui/field.tsx'
import { matching } from './matching.ts'

/** Goes to a place of the app by its name: type, choose by the arrow keys, Enter. */
export function QuickFind({ places, close }: { places: readonly Place[]; close: () => void }) {
  const { find } = useKit()
  const navigate = useNavigate()
  const id = useId()
  const place = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  useEffect(() => place.current?.showModal(), [])
  const found = matching(places, typed)
  const at = Math.min(chosen, found.length - 1)
  const go = (to: string) => {
    place.current?.close()
    void navigate({ to })
  }
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setChosen((at + step + found.length) % found.length)
    }
    const goal = found[at]
    if (event.key === 'Enter' && goal) go(goal.to)
  }
  return (
    <Dialog place={place} title={find.title} onClose={close}>
      <input
        role="combobox"
        aria-label={find.label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoFocus
        autoComplete="off"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setChosen(0)
        }}
        onKeyDown={pressed}
        className={controlClass}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={find.label} className="flex max-h-80 flex-col overflow-y-auto">
        {found.map(({ to, name, mark }, i) => (
          // Keys are pressed in the field above; a finger or a mouse chooses here.
          <li
            key={to}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            onClick={() => go(to)}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 hover:bg-sunk aria-selected:bg-brand-soft aria-selected:font-semibold aria-selected:text-brand forced-colors:aria-selected:outline-2"
          >
            <span aria-hidden>{mark}</span>
            {name}
          </li>
        ))}
      </ul>
      <p role="status" className="text-sm text-soft">
        {found.length === 0 ? find.nothing : ''}
      </p>
    </Dialog>
  )
}
