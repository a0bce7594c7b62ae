import { useRef, type ReactNode } from 'react'
import type { EvergraphError } from '../../sdk/errors.ts'
import { Button } from './button.tsx'
import { Fault } from './fault.tsx'

interface Props {
  /** What the button says that asks for it, and the one that does it. */
  name: string
  question: string
  /** What the button says that does nothing. */
  keep: string
  busy: boolean
  fault: EvergraphError | null
  onConfirm: () => Promise<unknown>
  children?: ReactNode
}

/** Something that is hard to undo: a question stands between the wish and the deed. The browser's own dialog keeps the focus and gives it back. */
export function Confirm({ name, question, keep, busy, fault, onConfirm, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <Button look="danger" onClick={() => dialog.current?.showModal()}>
        {name}
      </Button>
      <dialog
        ref={dialog}
        aria-label={question}
        className="m-auto max-w-sm rounded-lg border border-line bg-card p-4 text-ink backdrop:bg-ink/40"
      >
        <div className="flex flex-col gap-4">
          <p className="font-medium">{question}</p>
          {children}
          {fault && <Fault fault={fault} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{keep}</Button>
            <Button look="danger" busy={busy} onClick={() => void onConfirm()}>
              {name}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  )
}
