import type { DeedShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** Why a deed does not count, or is with a person: in the reader's words, or in the platform's where its code is not known here. */
export function Why({ reasons }: { reasons: DeedShownFragment['reasons'] }) {
  const { deedReason } = useTexts()
  return reasons.map(({ code, message }) => (
    <span key={code} className="block text-sm">
      {deedReason[code as keyof typeof deedReason] ?? message}
    </span>
  ))
}
