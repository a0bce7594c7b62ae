import type { ReactNode, RefObject } from 'react'
import { Button } from '../../../web/ui/button.tsx'
import { useTexts } from '../../texts/index.ts'

/** A question whose answers are buttons, each with its number as its key. */
export function Numbered(props: {
  dialog: RefObject<HTMLDialogElement | null>
  title: string
  answers: readonly { name: string; choose: () => void }[]
  /** What is asked. */
  question: ReactNode
  children?: ReactNode
}) {
  const { dialog, title, answers, question, children } = props
  const { review: texts } = useTexts()
  const choose = (at: number) => {
    dialog.current?.close()
    answers[at]?.choose()
  }
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onKeyDown={(event) => {
        const at = Number(event.key) - 1
        if (!answers[at] || event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        choose(at)
      }}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-line bg-card p-6 text-ink backdrop:bg-ink/40"
    >
      <div className="flex flex-col gap-3">
        <h2 className="text-lg font-bold">{title}</h2>
        <p className="text-soft">{question}</p>
        {answers.map(({ name }, at) => (
          <Button key={name} className="justify-start! whitespace-normal! text-left" onClick={() => choose(at)}>
            <kbd aria-hidden className="text-soft">
              {at + 1}
            </kbd>
            {name}
          </Button>
        ))}
        {children}
        <Button onClick={() => dialog.current?.close()}>{texts.back}</Button>
      </div>
    </dialog>
  )
}
