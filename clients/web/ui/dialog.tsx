import { useId, type ReactNode, type RefObject } from 'react'

/** A question or a choice over the page. The browser keeps the focus inside, gives it back, and closes it by Escape. */
export function Dialog(props: {
  place: RefObject<HTMLDialogElement | null>
  title: string
  onClose?: () => void
  children: ReactNode
}) {
  const { place, title, onClose, children } = props
  const id = useId()
  return (
    <dialog
      ref={place}
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-line bg-card p-6 text-left whitespace-normal text-ink backdrop:bg-ink/40"
    >
      <div className="flex flex-col gap-4">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  )
}
