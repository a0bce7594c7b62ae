import { useId, useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'

/** A button for what cannot be taken back: it asks first. Escape and `keep` change nothing; the focus returns to the button. */
export function Sure(props: {
  /** What is done. */
  name: string
  question: string
  keep: string
  busy?: boolean
  /** What it means, said with the question. */
  children?: ReactNode
  /** It is asked now. */
  onAsk?: () => void
  onSure: () => void
}) {
  const { name, question, keep, busy = false, children, onAsk, onSure } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const open = () => {
    onAsk?.()
    dialog.current?.showModal()
  }
  const sure = () => {
    dialog.current?.close()
    onSure()
  }
  return (
    <>
      <Button look="danger" onClick={open} busy={busy}>
        {name}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={id}
        className="m-auto max-w-md flex-col gap-4 rounded-lg border border-line bg-card p-4 text-ink backdrop:bg-black/50 open:flex"
      >
        <h2 id={id} className="font-semibold">
          {question}
        </h2>
        {children}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>{keep}</Button>
          <Button look="danger" onClick={sure}>
            {name}
          </Button>
        </div>
      </dialog>
    </>
  )
}
