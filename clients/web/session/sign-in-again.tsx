import { useEffect, useRef } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from '../ui/button.tsx'
import { ended } from './ended.ts'
import { SignIn } from './sign-in.tsx'

/** Over a page whose login has ended: below it stands what was there, typed text too. There is no way past it but these two. */
export function SignInAgain(props: { leave: () => void }) {
  return ended.use() ? <Asking {...props} /> : null
}

function Asking({ leave }: { leave: () => void }) {
  const { loginEnded, loginEndedHint, signOut } = useKit()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-label={loginEnded}
      onCancel={(event) => event.preventDefault()}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-line bg-card p-6 text-ink backdrop:bg-ink/40"
    >
      <div className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">{loginEnded}</h2>
        <p className="text-soft">{loginEndedHint}</p>
        <SignIn done={() => undefined} />
        <Button onClick={leave}>{signOut}</Button>
      </div>
    </dialog>
  )
}
