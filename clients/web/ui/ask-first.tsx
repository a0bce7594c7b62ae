import { useId, useRef, type ReactNode } from 'react'
import { Button, type Look } from './button.tsx'

interface Props {
  /** What the button says, and what the answer in the dialogue says again. */
  label: string
  /** The question. */
  title: string
  /** What the way back is called. */
  back: string
  look?: Look
  busy?: boolean
  onYes: () => void
  /** What follows from it, and what else there is to choose. */
  children?: ReactNode
}

/** A button for what is not taken back by a second press: it asks first. The browser keeps the focus inside, and gives it back. */
export function AskFirst({ label, title, back, look = 'danger', busy = false, onYes, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const close = () => dialog.current?.close()
  return (
    <>
      <Button look={look} busy={busy} onClick={() => dialog.current?.showModal()}>
        {label}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={id}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-line bg-card p-6 text-ink backdrop:bg-ink/40"
      >
        <div className="flex flex-col gap-4">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {children}
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={close}>{back}</Button>
            <Button
              look={look}
              onClick={() => {
                close()
                onYes()
              }}
            >
              {label}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  )
}
