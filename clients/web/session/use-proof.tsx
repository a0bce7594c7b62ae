import { useState, type ReactNode } from 'react'
import { hasCode } from '../../sdk/errors.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Field } from '../ui/field.tsx'

/**
 * For what a stolen login must not do: the platform wants the password where the sign-in is older than ten minutes. `prove` runs the wish; once it was refused
 * for that, `field` asks for the password, and the next try gives it.
 */
export function useProof(): {
  prove: <Result>(wish: (password: string | null) => Promise<Result>) => Promise<Result>
  field: ReactNode
} {
  const kit = useKit()
  const [wanted, setWanted] = useState(false)
  const [password, setPassword] = useState('')
  const prove = async <Result,>(wish: (given: string | null) => Promise<Result>): Promise<Result> => {
    try {
      const done = await wish(wanted ? password : null)
      setWanted(false)
      setPassword('')
      return done
    } catch (error) {
      if (hasCode(error, 'SIGN_IN_AGAIN')) setWanted(true)
      throw error
    }
  }
  const field = wanted && (
    <Field
      type="password"
      label={kit.password}
      autoComplete="current-password"
      value={password}
      onChange={(event) => setPassword(event.target.value)}
    />
  )
  return { prove, field }
}
