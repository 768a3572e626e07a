import type { KEY_TABLES_REFUSALS } from '../key-tables.ts';

export const KEY_TABLES_IN_RUSSIAN = {
  table_unreadable: 'Это не файл XLSX и не CSV: {why}',
  table_empty: 'В таблице нет строк',
  table_too_long: 'В таблице больше {limit} строк: разделите её',
  table_too_large: 'Файл слишком велик после распаковки: сохраните его без картинок и оформления',
  table_column_missing: 'В таблице нет столбца «{column}»: назовите его в первой строке',
  table_column_twice: 'В таблице два столбца «{column}»',
  cell_formula: 'в ячейке {cell} формула, которая ни разу не вычислялась: откройте файл и сохраните его',
  cell_error: 'в ячейке {cell} ошибка таблицы',
  cell_number_cut: 'таблица обрезала число в ячейке {cell}: сделайте столбец текстовым и введите число заново',
  cell_merged: 'ячейка {cell} объединена с другими: разделите её',
  key_row_without_key: 'в строке нет ключа',
  key_row_without_flat: 'в строке нет квартиры',
  key_row_twice: 'этот ключ того же договора уже есть в строке {line}',
  key_comment_long: 'комментарий не длиннее {limit} символов',
  flat_not_at_panel: 'ни один договор квартиры {flat} не открывает двери этой панели',
  flat_of_several: 'у квартиры {flat} здесь несколько договоров: укажите один в столбце «Договор»',
  contract_not_at_panel: 'договор {contract} не открывает двери этой панели',
  key_table_gone: 'Таблица просмотрена слишком давно: загрузите её снова',
  key_table_changed: 'Ключи или договоры изменились после просмотра таблицы: загрузите её снова',
  key_table_faulty:
    'Таблица с ошибками в строках не заменяет ключи: ключи этих строк пропали бы. Сначала исправьте строки',
} as const satisfies Readonly<Record<keyof typeof KEY_TABLES_REFUSALS, string>>;
