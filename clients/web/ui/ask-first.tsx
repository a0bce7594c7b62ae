import { useRef, type ReactNode } from 'react'
import { useAsking } from '../session/use-asking.ts'
import { Button, type Look } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Fault } from './fault.tsx'

interface Props {
  /** What the button says. */
  label: string
  /** The question. */
  title: string
  /** What the answer is called that does it; the label, unless something else is better. */
  yes?: string
  /** What the way back is called. */
  back: string
  look?: Look
  /** It is asked now. */
  onAsk?: () => void
  /** Does it. The dialogue stays until it is done, and says why it was refused. */
  onYes: () => Promise<unknown>
  /** What follows from it, and what else there is to choose. */
  children?: ReactNode
}

/** A button for what is not taken back by a second press: it asks first. The browser keeps the focus inside, and gives it back. */
export function AskFirst({ label, title, yes = label, back, look = 'danger', onAsk, onYes, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { fault, busy, ask } = useAsking()
  const close = () => dialog.current?.close()
  const open = () => {
    onAsk?.()
    dialog.current?.showModal()
  }
  const answer = async () => {
    await onYes()
    close()
  }
  return (
    <>
      <Button look={look} onClick={open}>
        {label}
      </Button>
      <Dialog place={dialog} title={title}>
        {children}
        {fault && <Fault fault={fault} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={close}>{back}</Button>
          <Button look={look} busy={busy} onClick={() => void ask(answer)}>
            {yes}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
