/** What a lock is called in lists: billings may leave the title out. */
export const lockTitle = ({ id, title }: { readonly id: number; readonly title: string }): string =>
  title === '' ? `ID ${id}` : title;
