import type { ReactNode } from 'react'
import type { EvergraphError } from '../../sdk/errors.ts'
import { Button } from './button.tsx'
import { Fault } from './fault.tsx'

/** What the platform finds wrong with one field of an input. */
export const faultAt = (fault: EvergraphError | null, name: string): string | undefined =>
  fault?.issues.find(({ path }) => path.includes(name))?.message

/** The same of a field deep in an input, e.g. `'evses', 0, 'evseId'`: where its path ends so. */
export const faultAtPath = (fault: EvergraphError | null, ...at: readonly (string | number)[]): string | undefined =>
  fault?.issues.find(({ path }) => path.slice(-at.length).join('/') === at.join('/'))?.message

/** Fields with a button. Nothing that was typed is lost when the platform refuses: the fields keep it themselves. */
export function Form(props: {
  save: string
  busy: boolean
  fault: EvergraphError | null
  onSave: (form: FormData, element: HTMLFormElement) => void
  children: ReactNode
}) {
  const { save, busy, fault, onSave, children } = props
  return (
    <form
      // The platform says what is wrong, in its own words, at the field.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSave(new FormData(event.currentTarget), event.currentTarget)
      }}
      className="flex flex-col gap-4"
    >
      {fault && fault.issues.length === 0 && <Fault fault={fault} />}
      {children}
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {save}
      </Button>
    </form>
  )
}
