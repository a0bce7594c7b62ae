/** Version of the text that users agree to before their first photo. A new text is a new version, and ends older consents. */
export const CONSENT_VERSION = 1
export const CONSENT_TEXT =
  'I agree that the photos I upload, with the place and time they were taken, are looked at by software and by reviewers to decide on my ' +
  'rewards and to keep out fraud, and that results may train that software. I can withdraw this at any time: photos that were not judged yet ' +
  'are then refused, and no new ones taken. What was judged stays until I have my photos erased, which I can do at any time. Only what the ' +
  'ledger of rewards and the search for copies need is kept then: hashes, 64 numbers from which no picture can be made, verdicts and readings.'
