### Русский. Правила записи стоят в начале en.ftl, термины закреплены в docs/glossary.md.
### К читателю на «вы», коротко и без идиом. Кавычки «ёлочки», буква ё обязательна.
### Имена процессов мужского рода, и рассказ о том, что было, стоит в прошедшем времени: «магазин отправил».

## Числа

-decimal-mark = ,

## Страница в целом

page-title = Ackademy: что бывает с сообщением, когда ответ потерян
panel-label = Пояснения и управление
nav-label = Сайт
nav-playground = Песочница
language-label = Язык
theme-system = Цвета: как в системе
theme-light = Цвета: светлые
theme-dark = Цвета: тёмные
menu-close = Закрыть меню

## Имена процессов. Форма start нужна в начале предложения.

name-broker = брокер { $broker }
    .start = Брокер { $broker }
    .genitive = брокера { $broker }
    .dative = брокеру { $broker }
    .instrumental = брокером { $broker }
name-controller = контроллер
    .start = Контроллер
    .genitive = контроллера
    .dative = контроллеру
    .instrumental = контроллером
name-checkout = магазин
    .start = Магазин
    .genitive = магазина
    .dative = магазину
    .instrumental = магазином
name-billing = биллинг
    .start = Биллинг
    .genitive = биллинга
    .dative = биллингу
    .instrumental = биллингом
name-statement = отчёт
    .start = Отчёт
    .genitive = отчёта
    .dative = отчёту
    .instrumental = отчётом
name-second-statement = второй отчёт
    .start = Второй отчёт
    .genitive = второго отчёта
    .dative = второму отчёту
    .instrumental = вторым отчётом
name-client = { $name }

## Карточки на сцене: в строке до 34 знаков

stage-label = Сцена
stage-break = проходит { $seconds }{ "\u00A0" }с
stage-passed-soon = чуть позже
stage-passed = { $seconds }{ "\u00A0" }с спустя
card-broker = Брокер { $broker }
card-broker-leads = лидер { $partitions }
card-broker-follows = хранит копию
card-broker-down = не работает
card-broker-paused = замер и не знает об этом
card-broker-starting = запускается
card-broker-zombie = считает себя лидером { $partitions }
card-row-short = { $partition } { $count }
card-checkout = Магазин
card-billing = Биллинг
card-statement = Отчёт
card-second-statement = Второй отчёт
card-client = { $name }
card-role-producer = отправляет заказы
card-role-consumer = списывает деньги
card-role-stream = из заказа делает платёж
card-role-statement = читает платежи
card-client-down = не работает
card-client-paused = замер и не знает об этом
card-producer-waits = { $count ->
        [one] ждёт подтверждения заказа { $orders }
        [few] ждёт подтверждения заказов { $orders }
       *[many] ждёт подтверждения заказов { $orders }
    }
card-producer-sends-again = { $count ->
        [one] отправит заказ { $orders } ещё раз
        [few] отправит заказы { $orders } ещё раз
       *[many] отправит заказы { $orders } ещё раз
    }
card-producer-failed = { $count ->
        [one] отказался от заказа { $orders }
        [few] отказался от заказов { $orders }
       *[many] отказался от заказов { $orders }
    }
card-producer-gives-up = ждёт ещё { $seconds }{ "\u00A0" }с
card-producer-never-waits = никогда не ждёт ответа
card-producer-idle = ничего не ждёт
card-producer-ends = завершает транзакцию заказа { $order }
card-consumer-asks = запрашивает новые заказы
card-consumer-has-records = получил новые заказы
card-consumer-charges = списывает за заказ { $order }
card-consumer-will-charge = спишет за заказ { $order } после фиксации
card-consumer-commits = фиксирует смещение { $offset }
card-consumer-committed = зафиксировано смещение { $offset }
card-consumer-looks-up = узнаёт, откуда читать
card-stream-registers = регистрируется у координатора
card-stream-pays = пишет платёж { $order }
card-stream-waits = ждёт подтверждения платежа { $order }
card-stream-commits = ждёт ответа на EndTxn
card-stream-aborts = отменяет транзакцию
card-stream-must-abort = должен отменить транзакцию
card-stream-must-go = продолжать не может
card-statement-asks = запрашивает новые платежи
card-statement-reads = читает платёж { $order }
payment-of = платёж { $order }
payment-seen = показан
payment-seen-again = показан { $count ->
        [2] дважды
        [one] { $count } раз
        [few] { $count } раза
       *[many] { $count } раз
    }
payment-seen-aborted = показан, отменён
payment-not-read = не прочитан
payment-held-back = придержан
payment-skipped = отменён, пропущен
compare-with = Сравнить с { $level }
compare-no-more = Больше не сравнивать
chip-out-of-sync = не синхронна
log-row-spoken = { $partition }: { $count ->
        [0] записей нет
        [one] { $count } запись: { $records }
        [few] { $count } записи, последние: { $records }
       *[many] { $count } записей, последние: { $records }
    }
log-row-earlier = +{ $count } раньше
log-note-committed = зафиксировано { $offset }
log-note-pending = условно { $offset }
log-note-stable = last stable offset { $offset }
log-note-doubt = пунктир: не решено
log-note-aborted = штрих: отменено
cell-in-doubt = { $record } (исход неизвестен)
cell-aborted = { $record } (отменена)
card-open-logs = Журналы брокера { $broker }
order-pending = Заказ { $order }: ещё не отправлен
order-waiting = Заказ { $order }: send() вызван, ответа пока нет
order-told = Заказ { $order }: считается записанным
order-failed = Заказ { $order }: магазин от него отказался
receipt-title = Чек
receipt-order = заказ { $order }
receipt-paid = итого
receipt-euros = { $euros }{ "\u00A0" }€
wire-whole = Связь. Нажмите, чтобы увидеть, что с ней может случиться.
wire-cut = Оборванная связь. Нажмите, чтобы увидеть, что с ней может случиться.

## Координатор транзакций внутри брокера. Состояния называются так, как их называет Kafka.

coordinator-title = Координатор транзакций
coordinator-of-nobody = никого не ведёт
coordinator-knows-nobody = ждёт { $ids }
coordinator-works = в памяти
coordinator-works-without-log = в памяти, и больше нигде
coordinator-log = в журнале, { $partition }
coordinator-zombie = считает, что всё ещё ведёт { $ids }
coordinator-gone = память потеряна, копия журнала на диске
coordinator-gone-without-log = память потеряна, а записано ничего не было
coordinator-loads = читает журнал в память
coordinator-loading = загрузка, прочитано { $read } из { $total }
memory-unknown = id неизвестен
memory-owner = producer id { $id }, эпоха { $epoch }
memory-log-first = → { $state }, сначала журнал
memory-markers-first = → { $state }, сначала маркеры
memory-given-up = от маркеров отказался
pending-log-first = Запись уже в журнале. Память примет состояние, когда запись будет реплицирована.
pending-markers-first = Маркеров ещё нет в { $partitions }. Потом это состояние попадёт в журнал.
pending-given-up = Лидер окончательно отверг маркер. Идентификатор ждёт другого координатора.

## Состояния transactional.id, по предложению на каждое

state-empty = Идентификатор известен, транзакция не начата.
state-ongoing = Транзакция открыта. Исход не решён.
state-prepare-commit = Решено завершить, назад пути нет. Маркеры в пути.
state-prepare-abort = Решено отменить, назад пути нет. Маркеры в пути.
state-complete-commit = Транзакция завершена. Маркер есть в каждой партиции.
state-complete-abort = Транзакция отменена. Маркер есть в каждой партиции.
state-prepare-epoch-fence = Транзакцию забирают у продюсера. Она будет отменена.

## Состояния транзакционного продюсера (TransactionManager)

manager-uninitialized = initTransactions() ещё не вызван.
manager-initializing = Спрашивает у координатора идентификатор продюсера и эпоху.
manager-ready = Идентификатор есть, открытой транзакции нет.
manager-in-transaction = Вызван beginTransaction(). Всё отправленное входит в транзакцию.
manager-committing = Вызван commitTransaction(). Ответа на EndTxn ещё нет.
manager-aborting = Вызван abortTransaction(). Ответа на EndTxn ещё нет.
manager-abortable-error = Что-то не удалось. Остаётся только abortTransaction().
manager-fatal-error = Продюсер больше не годен. Приложение должно его закрыть.
exception-timeout = Время вышло. Записано или нет, неизвестно.
exception-transaction-aborted = Транзакция отменена раньше, чем запись была отправлена.
exception-error-state = Продюсер отказал раньше и тогда назвал причину.
exception-commit-failed = Смещения не сохранены. Группа обошлась без этого участника.

## Ошибки Kafka, по предложению на каждую

error-none = Ошибки нет.
error-offset-out-of-range = Такого смещения в журнале нет.
error-unknown-topic-or-partition = Такой партиции у этого брокера нет.
error-not-leader-or-follower = Этот брокер не лидер партиции. Лидер другой.
error-request-timed-out = Репликация заняла слишком много времени. Записано или нет, неизвестно.
error-network-exception = Соединение оборвалось раньше, чем пришёл ответ.
error-not-enough-replicas = Слишком мало синхронных реплик. Ничего не записано.
error-not-enough-replicas-after-append = Записано, но синхронных реплик слишком мало.
error-coordinator-not-available = Координатора нет, или он не смог записать журнал. Спросите ещё раз.
error-coordinator-load-in-progress = Координатор ещё читает журнал. Спросите ещё раз.
error-not-coordinator = Этот брокер не ведёт такой идентификатор. Спросите, кто ведёт.
error-out-of-order-sequence-number = Пакета перед этим не хватает.
error-invalid-producer-epoch = Известна более новая эпоха этого продюсера. Эта устарела.
error-invalid-request = Запрос противоречит себе или протоколу.
error-invalid-txn-state = В этом состоянии транзакции так нельзя.
error-invalid-producer-id-mapping = Координатор не знает такого id с таким идентификатором продюсера.
error-invalid-transaction-timeout = transaction.timeout.ms больше, чем разрешает брокер.
error-concurrent-transactions = Прошлая транзакция ещё не закончена. Спросите ещё раз.
error-transaction-coordinator-fenced = Уже говорил более новый координатор. Этот маркер опоздал.
error-unstable-offset-commit = Открыта транзакция, которая фиксирует это смещение. Спросите ещё раз.
error-producer-fenced = Этот transactional.id занял другой продюсер.
error-transaction-abortable = Завершить транзакцию нельзя. Отмените её и начните снова.
error-illegal-generation = В группе уже другое поколение.
error-unknown-member-id = Группа не знает такого участника.
error-rebalance-in-progress = Группа делит партиции заново. Войдите ещё раз.
error-group-id-not-found = Такой группы нет.
error-member-id-required = Войдите ещё раз с id участника из этого ответа.
isolation-committed = Читает до last stable offset и пропускает отменённое.
isolation-uncommitted = Читает до high watermark, что бы ни стало с транзакцией.
verify-only = Лидер только спрашивает. Ничего не добавляется.

## Журнал списком записей

menu-title-log = { $partition } у { FORM($broker, "genitive") }
menu-title-memory = { $id } в памяти { FORM($broker, "genitive") }
records-offset = Смещение
records-record = Запись
records-fields = Поля
records-none = Записей пока нет.
record-order = заказ { $order }
record-payment = платёж { $order }
record-offset = { $group } читает { $partition } с { $offset }
record-group = группа { $group }, поколение { $generation }, { $count ->
        [one] { $count } участник
        [few] { $count } участника
       *[many] { $count } участников
    }
record-marker = маркер { $result }
record-state = { $id }: { $state }
record-in-doubt = исход неизвестен
record-aborted = отменена
record-above-high-watermark = ещё не реплицирована

## Надписи на конвертах, до 12 знаков

pill-orders = { $count ->
        [one] заказ { $orders }
        [few] заказы { $orders }
       *[many] заказы { $orders }
    }
pill-ack = ответ { $orders }
pill-payments = { $count ->
        [one] платёж { $orders }
        [few] платежи { $orders }
       *[many] платежи { $orders }
    }
pill-error = ошибка
pill-fetch = Fetch
pill-no-records = пусто
pill-offset-commit = смещение { $offset }
pill-offset-commit-answer = принято { $offset }
pill-offset-fetch = смещение?
pill-offset-fetch-answer = смещение
pill-find-coordinator = координатор?
pill-find-coordinator-answer = координатор
pill-init-producer-id = новый id?
pill-init-producer-id-answer = новый id
pill-add = + { $what }
pill-add-offsets = + смещения
pill-add-answer = добавлено
pill-is-in-transaction = в тр.?
pill-is-in-transaction-answer = в тр.
pill-txn-offset = смещение { $offset }
pill-end-commit = завершить
pill-end-commit-answer = завершено
pill-end-abort = отменить
pill-end-abort-answer = отменено
pill-marker-commit = маркер C
pill-marker-abort = маркер A
pill-marker-answer = записано
pill-join = вход
pill-join-answer = принят
pill-leave = выход
pill-leave-answer = вышел
pill-named = { $api }
pill-named-answer = { $api }: ответ

## Конверты по именам. Все имена в единственном числе: с ними согласуется глагол.

envelope-with-way = { $what }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
envelope-title = { FORM($what, "start") }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
envelope-produce = { $count ->
        [one] заказ { $orders }
        [few] пакет с заказами { $orders }
       *[many] пакет с заказами { $orders }
    }
    .start = { $count ->
        [one] Заказ { $orders }
        [few] Пакет с заказами { $orders }
       *[many] Пакет с заказами { $orders }
    }
envelope-produce-copy = { $count ->
        [one] поздняя копия заказа { $orders }
        [few] поздняя копия заказов { $orders }
       *[many] поздняя копия заказов { $orders }
    }
    .start = { $count ->
        [one] Поздняя копия заказа { $orders }
        [few] Поздняя копия заказов { $orders }
       *[many] Поздняя копия заказов { $orders }
    }
envelope-ack = { $count ->
        [one] подтверждение заказа { $orders }
        [few] подтверждение заказов { $orders }
       *[many] подтверждение заказов { $orders }
    }
    .start = { $count ->
        [one] Подтверждение заказа { $orders }
        [few] Подтверждение заказов { $orders }
       *[many] Подтверждение заказов { $orders }
    }
envelope-refusal = { $count ->
        [one] отказ по заказу { $orders }
        [few] отказ по заказам { $orders }
       *[many] отказ по заказам { $orders }
    }
    .start = { $count ->
        [one] Отказ по заказу { $orders }
        [few] Отказ по заказам { $orders }
       *[many] Отказ по заказам { $orders }
    }
envelope-payment = { $count ->
        [one] платёж { $orders }
        [few] пакет с платежами { $orders }
       *[many] пакет с платежами { $orders }
    }
    .start = { $count ->
        [one] Платёж { $orders }
        [few] Пакет с платежами { $orders }
       *[many] Пакет с платежами { $orders }
    }
envelope-payment-copy = { $count ->
        [one] поздняя копия платежа { $orders }
        [few] поздняя копия платежей { $orders }
       *[many] поздняя копия платежей { $orders }
    }
    .start = { $count ->
        [one] Поздняя копия платежа { $orders }
        [few] Поздняя копия платежей { $orders }
       *[many] Поздняя копия платежей { $orders }
    }
envelope-payment-ack = { $count ->
        [one] подтверждение платежа { $orders }
        [few] подтверждение платежей { $orders }
       *[many] подтверждение платежей { $orders }
    }
    .start = { $count ->
        [one] Подтверждение платежа { $orders }
        [few] Подтверждение платежей { $orders }
       *[many] Подтверждение платежей { $orders }
    }
envelope-payment-refusal = { $count ->
        [one] отказ по платежу { $orders }
        [few] отказ по платежам { $orders }
       *[many] отказ по платежам { $orders }
    }
    .start = { $count ->
        [one] Отказ по платежу { $orders }
        [few] Отказ по платежам { $orders }
       *[many] Отказ по платежам { $orders }
    }
envelope-fetch = запрос Fetch
    .start = Запрос Fetch
envelope-records = ответ на Fetch
    .start = Ответ на Fetch
envelope-offset-commit = фиксация смещения { $offset }
    .start = Фиксация смещения { $offset }
envelope-offset-commit-answer = ответ на фиксацию смещения { $offset }
    .start = Ответ на фиксацию смещения { $offset }
envelope-offset-fetch = вопрос о зафиксированном смещении
    .start = Вопрос о зафиксированном смещении
envelope-offset-fetch-answer = ответ о зафиксированном смещении
    .start = Ответ о зафиксированном смещении
envelope-find-coordinator = вопрос о координаторе
    .start = Вопрос о координаторе
envelope-find-coordinator-answer = ответ о координаторе
    .start = Ответ о координаторе
envelope-init-producer-id = запрос идентификатора продюсера
    .start = Запрос идентификатора продюсера
envelope-init-producer-id-answer = ответ об идентификаторе продюсера
    .start = Ответ об идентификаторе продюсера
envelope-add-partitions = запрос AddPartitionsToTxn для { $partitions }
    .start = Запрос AddPartitionsToTxn для { $partitions }
envelope-is-in-transaction = вопрос, входит ли { $partitions } в транзакцию
    .start = Вопрос, входит ли { $partitions } в транзакцию
envelope-txn-offset-commit = запрос TxnOffsetCommit, смещение { $offset }
    .start = Запрос TxnOffsetCommit, смещение { $offset }
envelope-end-commit = запрос EndTxn, завершить
    .start = Запрос EndTxn, завершить
envelope-end-abort = запрос EndTxn, отменить
    .start = Запрос EndTxn, отменить
envelope-commit-markers = маркер COMMIT для { $partitions }
    .start = Маркер COMMIT для { $partitions }
envelope-abort-markers = маркер ABORT для { $partitions }
    .start = Маркер ABORT для { $partitions }
envelope-named = { $api }
envelope-named-answer = ответ на { $api }
    .start = Ответ на { $api }

## Что можно сделать

menu-title = Что случится с { FORM($name, "instrumental") }
menu-title-link = Связь между { FORM($a, "instrumental") } и { FORM($b, "instrumental") }
act-deliver = Доставить сейчас
act-deliver-hint = Раньше всего остального, что в пути.
act-cut-ack = Потерять подтверждение
act-cut-ack-hint = Заказ остаётся записанным. Отправитель об этом не узнает.
act-drop = Потерять
act-drop-hint = Не дойдёт ни это, ни то, что идёт следом по тому же соединению.
act-delay = Задержать
act-delay-hint = Стоит на месте, пока вы не отпустите. Тайм-аут может наступить раньше.
act-release = Отпустить
act-release-hint = Пойдёт дальше.
act-duplicate = Отправить дважды
act-duplicate-hint = В пути будет ещё и копия. Ответа на неё никто не ждёт.
act-duplicate-answer-hint = Второго ответа никто не ждёт.
act-crash = Убить процесс
act-crash-broker-hint = Память пропадёт. Всё, что записано в журналы, останется.
act-crash-client-hint = Память пропадёт.
act-crash-unflushed = Отключить питание
act-crash-unflushed-hint = Пропадёт память, а с ней и всё, что не сброшено на диск.
act-shut-down = Остановить как положено
act-shut-down-hint = Сначала сбросит журналы на диск. Лидерами станут другие, если смогут.
act-restart = Запустить снова
act-restart-broker-hint = Прочитает свои журналы и сообщит о себе контроллеру.
act-restart-producer-hint = Снова отправит все заказы, которые не были подтверждены.
act-restart-consumer-hint = Узнает зафиксированное смещение и продолжит с него.
act-start-second = Запустить второй такой же
act-start-second-hint = Тот же transactional.id. Координатор повышает эпоху, и первому отказывают.
act-start-second-plain-hint = Те же настройки. Их ничто не различает.
act-pause = Заморозить
act-pause-hint = Стоит и не знает об этом.
act-resume = Разморозить
act-resume-hint = Продолжит так, будто время не шло.
act-break-connection = Разорвать соединение с { FORM($to, "instrumental") }
act-break-connection-hint = Обе стороны узнают сразу. Всё, что было в пути, пропадёт.
act-cut-link = Оборвать связь с { FORM($to, "instrumental") }
act-cut-link-hint = Ничего не проходит, и никто об этом не узнаёт.
act-heal-link = Восстановить связь с { FORM($to, "instrumental") }
act-heal-link-hint = Снова всё проходит.

## Что было сделано

did-deliver = Доставлено раньше срока: { $what }
did-drop = Потеряно: { $what }
did-delay = Задержано: { $what }
did-release = Отпущено: { $what }
did-duplicate = Отправлено дважды: { $what }
did-break-connection = Разорвано соединение между { FORM($a, "instrumental") } и { FORM($b, "instrumental") }
did-cut-link = Оборвана связь между { FORM($a, "instrumental") } и { FORM($b, "instrumental") }
did-heal-link = Восстановлена связь между { FORM($a, "instrumental") } и { FORM($b, "instrumental") }
did-crash = Убит процесс: { $node }
did-crash-unflushed = Отключено питание: { $node }
did-shut-down = Остановлен как положено: { $node }
did-restart = Запущен снова: { $node }
did-start-second = Запущен второй раз: { $node }
did-pause = Заморожен: { $node }
did-resume = Разморожен: { $node }
did-take-order = Ещё один заказ: { $order }
did-something = Другое действие

## Что произойдёт дальше

next-nothing = Больше ничего не произойдёт
next-arrives = { FORM($what, "start") } доходит до { FORM($to, "genitive") }
next-disconnected = { FORM($client, "start") } замечает, что соединения с { FORM($broker, "instrumental") } больше нет
next-takes-order = Магазин принимает заказ { $order }
next-sends = { FORM($client, "start") } вызывает send() для заказа { $order }
next-polls = poll() отдаёт новые заказы { FORM($client, "dative") }
next-polls-payments = poll() отдаёт новые платежи { FORM($client, "dative") }
next-sends-payment = { FORM($client, "start") } вызывает send() для платежа { $order }
next-processes = { FORM($client, "start") } списывает деньги за заказ { $order }
next-stores-order = { FORM($client, "start") } сохраняет заказ { $order } и запись к отправке вместе
next-ticks-off = { FORM($client, "start") } вычёркивает заказ { $order } из outbox
next-stores-effect = { FORM($client, "start") } сохраняет номер заказа { $order } и списание вместе
next-replies = { FORM($client, "start") } сообщает checkout, что заказ { $order } выполнен
next-commits = { FORM($client, "start") } вызывает commitSync()
next-transmits = { FORM($client, "start") } отправляет всё, что может
next-learns = { FORM($node, "start") } узнаёт, что изменилось в кластере
next-replicates = { FORM($follower, "start") } запрашивает новые записи у { FORM($leader, "genitive") }
next-joins-in-sync = Фолловер догнал лидера { $partition } и снова считается синхронным
next-unfences = Контроллер снова принимает { $broker }
next-linger-ends = Время linger.ms вышло: { $client } собрал пакет
next-tries-again = { FORM($client, "start") } пробует ещё раз
next-request-times-out = Время request.timeout.ms вышло: { $client } больше не ждёт ответа
next-delivery-times-out = Время delivery.timeout.ms вышло: { $client } отказывается от заказа { $order }
next-wait-ends = { FORM($broker, "start") } больше не ждёт своих фолловеров
next-leaves-in-sync = { FORM($broker, "start") } отстаёт слишком долго и больше не считается синхронным
next-fenced = Контроллер не дождался сигнала и исключает { $broker }
next-calls = { FORM($client, "start") } вызывает { $call }()
next-goes-back = { FORM($client, "start") } возвращается к зафиксированному смещению
next-loads-transactions = { FORM($broker, "start") } дочитывает журнал транзакций до конца
next-loads-groups = { FORM($broker, "start") } дочитывает журнал зафиксированных смещений до конца
next-leaves-group = { FORM($client, "start") } выходит из группы
next-heartbeat = { FORM($client, "start") } шлёт heartbeat и узнает из ответа что-то новое
next-misses-poll = Время max.poll.interval.ms вышло: { $client } выходит из группы
next-session-ends = Время session.timeout.ms вышло: { $client } больше не в группе
next-members-wait-ends = { FORM($broker, "start") } больше не ждёт участников группы
next-fetch-ends = { FORM($broker, "start") } отвечает: новых записей нет, ждёт { $client }
next-transaction-times-out = { FORM($broker, "start") } прерывает транзакцию { $id }: она открыта слишком долго
next-repeats = Повторится то, что вы сделали раньше

## Что произошло

story-dropped = Потеряно: { $envelope }
story-lost = Пропало вместе с соединением: { $envelope }
story-held = Задержано: { $envelope }
story-released = Отпущено: { $envelope }
story-duplicated = В пути дважды: { $envelope }
story-duplicate-answer-ignored = Отправлено дважды: { $envelope }. Второго ответа никто не ждал
story-became-late = Уже не ждут, но может дойти: { $envelope }
story-copy-arrived = Дошло как копия: { $envelope }
story-answered-error = { FORM($broker, "start") } ответил на { $api }: { $error }
story-sent = Отправлено: { $envelope }
story-order-sent = { FORM($client, "start") } вызвал send() для заказа { $order }
story-order-taken = { FORM($client, "start") } принял заказ { $order }
story-told-stored = { FORM($client, "start") } узнал: заказ { $order } записан
story-told-unasked = { FORM($client, "start") } считает заказ { $order } записанным, хотя никого не спросил
story-told-failed = { FORM($client, "start") } узнал: с заказом { $order } не вышло ({ $exception })
story-retry = { FORM($client, "start") } отправит пакет с заказом { $order } ещё раз ({ $error })
story-epoch-bumped = { FORM($client, "start") } увеличил свою эпоху продюсера
story-position-set = { FORM($client, "start") } читает { $partition } со смещения { $offset }
story-polled = { FORM($client, "start") } прочитал заказ { $order }, смещение { $offset }
story-charged = С покупателя списали деньги за заказ { $order }
story-order-stored = { FORM($client, "start") } сохранил заказ { $order } и запись к отправке вместе
story-order-ticked-off = { FORM($client, "start") } вычеркнул заказ { $order } из outbox
story-effect-opened = { FORM($client, "start") } открыл локальную транзакцию для заказа { $order }; из неё ещё ничего не сохранено
story-effect-stored = { FORM($client, "start") } сохранил номер заказа { $order } и списание вместе
story-order-recognised = { FORM($client, "start") } нашёл заказ { $order } в inbox и ничего не сделал
story-charge-ignored = { FORM($client, "start") } снова попросил списать деньги за заказ { $order }; платёжный сервис узнал номер и ничего не сделал
story-replied = { FORM($client, "start") } сообщил checkout, что заказ { $order } выполнен
story-offsets-committed = { FORM($client, "start") } зафиксировал смещение { $offset }
story-request-timed-out = { FORM($client, "start") } так и не дождался ответа
story-delivery-timed-out = У { FORM($client, "genitive") } не осталось времени на заказ { $order }
story-wait-ended = { FORM($broker, "start") } перестал ждать своих фолловеров
story-disconnected = { FORM($client, "start") } потерял соединение с { FORM($broker, "instrumental") }
story-refused = { FORM($client, "start") } обратился к { FORM($broker, "dative") }, но там никого нет
story-appended = { FORM($broker, "start") } записал заказ { $order } в { $partition }, смещение { $offset }
story-offset-appended = { FORM($broker, "start") } отметил: группа { $group } читает { $partition } со смещения { $offset }
story-duplicate-recognised = { FORM($broker, "start") } узнал повтор и ничего не добавил: в { $partition } он уже есть, смещение { $offset }
story-replicated = { FORM($broker, "start") } скопировал журнал { $partition } до смещения { $offset }
story-truncated = { FORM($broker, "start") } укоротил свою копию { $partition } до смещения { $offset }
story-unflushed-lost = { FORM($broker, "start") } потерял всё, что было в { $partition } начиная со смещения { $offset }. Оно не было сброшено на диск
story-elected = { FORM($broker, "start") } теперь лидер { $partition }, эпоха { $epoch }
story-no-leader = Лидером { $partition } стать некому
story-in-sync = { $count ->
        [0] Синхронных реплик { $partition } нет
        [one] Синхронная реплика { $partition }: брокер { $brokers }
        [few] Синхронные реплики { $partition }: брокеры { $brokers }
       *[many] Синхронные реплики { $partition }: брокеры { $brokers }
    }
story-fenced = Контроллер исключил { $broker }
story-unfenced = Контроллер снова принял { $broker }
story-leadership-lost = { FORM($broker, "start") } больше не лидер { $partition }
story-crashed = Убит процесс: { $node }
story-power-cut = Отключено питание: { $node }
story-shut-down = Остановлен как положено: { $node }
story-restarted = Запущен снова: { $node }
story-paused = Заморожен: { $node }
story-resumed = Разморожен: { $node }
story-link-cut = Оборвана связь между { FORM($a, "instrumental") } и { FORM($b, "instrumental") }
story-link-healed = Восстановлена связь между { FORM($a, "instrumental") } и { FORM($b, "instrumental") }
story-connection-broken = Разорвано соединение между { FORM($a, "instrumental") } и { FORM($b, "instrumental") }
story-title = Что произошло

## Что произошло с транзакциями

story-manager-moved = { FORM($client, "start") } теперь { $state }
story-call-returned = { $call }() вернулся, { $client }
story-call-threw = { $call }() бросил { $exception }, { $client }
story-told-committed = { FORM($client, "start") } узнал: транзакция заказа { $order } завершена
story-sought = { FORM($client, "start") } вернулся к зафиксированному смещению
story-seen-aborted = { FORM($client, "start") } уже прочитал заказ { $order }, а его транзакция отменена
story-transaction-pending = { FORM($broker, "start") } собрался перевести { $id } в { $state }. В памяти пока прежнее состояние
story-transaction-logged = { FORM($broker, "start") } записал { $state } для { $id } в журнал транзакций, смещение { $offset }
story-transaction-moved = { FORM($broker, "start") } запомнил { $state } для { $id }
story-transaction-log-failed = { FORM($broker, "start") } не смог записать состояние { $id } ({ $error }). В памяти прежнее
story-transaction-loaded = { FORM($broker, "start") } прочитал { $state } для { $id } и оставил как есть
story-transaction-loaded-decided = { FORM($broker, "start") } прочитал { $state } для { $id } и доводит решённое до конца
story-transactions-loaded = { FORM($broker, "start") } прочитал { $partition } до конца и стал координатором
story-transactions-forgotten = { FORM($broker, "start") } забыл идентификаторы из { $partition }: их ведёт другой
story-markers-given-up = { FORM($broker, "start") } отказался от маркеров { $id } ({ $error })
story-marker-commit = { FORM($broker, "start") } добавил маркер COMMIT продюсера { $producer } в { $partition }, смещение { $offset }
story-marker-abort = { FORM($broker, "start") } добавил маркер ABORT продюсера { $producer } в { $partition }, смещение { $offset }
story-offset-pending = { FORM($broker, "start") } отметил, пока условно: группа { $group } читает { $partition } со смещения { $offset }
story-payment-sent = { FORM($client, "start") } вызвал send() для платежа { $order }
story-payment-stored = { FORM($client, "start") } узнал: платёж { $order } записан
story-payment-failed = { FORM($client, "start") } узнал: с платежом { $order } не вышло ({ $exception })
story-payment-retry = { FORM($client, "start") } отправит пакет с платежом { $order } ещё раз ({ $error })
story-payment-polled = { FORM($client, "start") } прочитал платёж { $order }, смещение { $offset }
story-payment-appended = { FORM($broker, "start") } записал платёж { $order } в { $partition }, смещение { $offset }
story-appended-in-transaction = { FORM($broker, "start") } считает { $partition } со смещения { $offset } неопределённым: у продюсера { $producer } открыта транзакция

## Что произошло с группами

story-assigned = { FORM($client, "start") } получил { $partitions }
story-nothing-assigned = { FORM($client, "start") } не получил ни одной партиции
story-revoked = { FORM($client, "start") } должен отдать { $partitions }
story-partitions-lost = { FORM($client, "start") } лишился { $partitions }
story-commit-threw = commitSync() бросил { $exception }, { $client }
story-consumer-closed = { FORM($client, "start") } закрыл консьюмер
story-member-id-given = { FORM($broker, "start") } выдал id участника группы { $group }: { $client }
story-member-removed = { FORM($broker, "start") } исключил из группы { $group } участника: { $client }
story-group-moved = Группа { $group } теперь { $state }, поколение { $generation }
story-group-record = { FORM($broker, "start") } записал поколение { $generation } группы { $group } в журнал, смещение { $offset }
story-groups-loaded = { FORM($broker, "start") } прочитал { $partition } до конца и ведёт группы
story-groups-forgotten = { FORM($broker, "start") } забыл группы из { $partition }: их ведёт другой

## Управление показом

transport-label = Показ
transport-restart = Начать сцену заново
transport-back = Шаг назад
transport-step = Шаг вперёд
transport-play = Пуск
transport-pause = Пауза
transport-skip-wait = Пропустить ожидание
transport-skip-wait-hint = Пропустить ожидание до следующего события
transport-is-playing = идёт
transport-is-paused = пауза
transport-is-over = конец
transport-speed = { $times }×
transport-scrubber = Момент показа
transport-scrubber-value = { $time }

## Первая минута: заголовки до 70 знаков, кнопки до 26

first-kicker = Первая минута
first-asking = Брокер записал заказ { $order }. Ответ идёт обратно.
first-asking-why = Биллинг прочитает записанный заказ и спишет деньги. Ответ, его называют подтверждением, сообщает магазину, что заказ сохранён. А если он не дойдёт?
first-question = Сколько раз покупатель заплатит за заказ { $order }?
first-answer-none = Ни разу
    .inside = ни разу
first-answer-once = Один раз
    .inside = один раз
first-answer-twice = Дважды
    .inside = дважды
first-guess = Сначала угадайте. Или сразу потеряйте ответ.
first-cut = Потерять этот ответ
first-goes-on = Показ идёт дальше.
first-goes-on-why = Следите за заказом и ответом.
first-answered = Ответ пришёл. Магазин знает, что заказ { $order } записан.
first-answered-why = На этот раз ответу ничего не помешало.
first-waits = Магазин не получил ответа и ждёт.
first-waits-why = По умолчанию в Kafka это полминуты. Здесь они пройдут за миг.
first-sends-again = Ответа нет. Магазин отправляет заказ { $order } ещё раз.
first-sends-again-why = Магазину не отличить потерянный ответ от потерянного заказа. Чтобы заказ не пропал, остаётся отправить его снова.
first-stored-again = Брокер записывает заказ { $order } второй раз.
first-stored-again-why = Для брокера это ещё одна запись, такая же, как другие.
first-second-run = Потеря та же, но теперь гарантия exactly once.
first-second-run-why = Теперь каждый заказ — отдельная транзакция. У магазина есть идентификатор продюсера, а у каждого пакета порядковый номер.
first-recognised = Брокер узнаёт: этот пакет у него уже есть.
first-recognised-why = Тот же продюсер, тот же порядковый номер. Брокер отвечает, что заказ записан, и ничего не добавляет.
first-told = { $times ->
        [0] За заказ { $order } деньги не списаны.
        [1] За заказ { $order } деньги списали один раз.
       *[2] За заказ { $order } деньги списали дважды.
    }
first-told-none-why = Что-то мешает. Что именно произошло, показывает «Почему?».
first-told-once-why = Один заказ, одно списание. Так и должно быть.
first-told-recognised-why = Заказ пришёл повторно, и брокер его узнал.
first-told-twice-why = Как это вышло, показывает «Почему?».
first-told-twice-by-retry-why = Хватило одного пропавшего ответа. Никто не ошибся.
first-verdict-none = Судить пока рано: сначала должно заработать то, что сломано.
first-verdict-once = At least once (не менее одного раза): обещание выполнено, заказ не потерян.
first-verdict-recognised = Идемпотентность не пустила вторую копию в журнал.
first-verdict-twice = At least once (не менее одного раза) это допускает: заказ не теряется, но может прийти дважды.
first-you-said-right = Вы ответили: { FORM($said, "inside") }. Так и вышло.
first-you-said-wrong = Вы ответили: { FORM($said, "inside") }. Вышло иначе.
first-why = Почему?
first-same-cut = То же при exactly once
first-again = Начать сначала
first-lesson = Урок 1

## Пока после первой минуты загружается вся страница

rest-loading = Загружается остальная часть страницы
rest-failed = Не удалось загрузить остальную часть страницы. Ваш прогон цел.
rest-retry = Попробовать снова
rest-stay = Остаться здесь

## Песочница

playground-next = Дальше
playground-add-order = Добавить заказ { $order }
# Leads to a page made of docs/model.md.
playground-model = Что здесь упрощено (по-английски)
way-title = В пути
way-nothing = Сейчас в пути ничего нет.
way-held = задержано
pipeline-label = Конвейер
pipeline-simple = Списание
pipeline-simple-gloss = Биллинг читает заказ и списывает деньги с клиента
pipeline-stream = Поток
pipeline-stream-gloss = Биллинг читает заказ и записывает платёж
preset-label = Гарантия
preset-at-most-once = At most once
preset-at-most-once-gloss = не более одного раза
preset-at-least-once = At least once
preset-at-least-once-gloss = не менее одного раза
preset-exactly-once = Exactly once
preset-exactly-once-gloss = ровно один раз
settings-title = Настройки
settings-changed = изменено: { $count }
settings-of-checkout = Магазин, продюсер
settings-of-billing = Биллинг, консьюмер
settings-of-stream = Биллинг, потоковое приложение
settings-of-statement = Отчёт, читает платежи
settings-of-every-client = Все клиенты
settings-of-cluster = Топики и брокеры
settings-none = нет
settings-records = { $count ->
        [one] { $count } запись
        [few] { $count } записи
       *[many] { $count } записей
    }
settings-commits-before = до работы
settings-commits-after = после работы
settings-commits-inside = внутри транзакции
settings-aborts = отменяет транзакцию
settings-goes-on = продолжает транзакцию
settings-given = передаётся
settings-not-given = не передаётся
setting-transactions-need-idempotence = Для transactional.id нужно enable.idempotence=true. Сначала измените enable.idempotence.
setting-idempotence-needs-acks = Для enable.idempotence=true нужно acks=all. Сначала измените acks.
setting-idempotence-needs-retries = Для enable.idempotence=true нужно retries больше 0. Сначала измените retries.
setting-idempotence-needs-in-flight = При enable.idempotence=true в пути может быть не больше 5 запросов. Сначала измените max.in.flight.requests.per.connection.
# $wanted is what was chosen, with its key: acks=0. $present stands in its way, and $key is the key of that.
setting-in-the-way = { $wanted } и { $present } вместе невозможны. Сначала измените { $key }.
setting-delivery-timeout-too-short = Значение delivery.timeout.ms не может быть меньше суммы linger.ms и request.timeout.ms. Сначала измените request.timeout.ms или linger.ms.
setting-delivery-timeout-in-the-way = Сумма linger.ms и request.timeout.ms не может быть больше delivery.timeout.ms. Сначала измените delivery.timeout.ms.
verdict-label = Вердикт

## Части Kafka, которые можно убрать

parts-title = Убрать одну часть
parts-lead = Посмотрите, зачем нужна каждая часть. В настоящей Kafka все они на месте.
parts-out = убрано: { $count }
parts-banner = Это не настоящая Kafka. Убрано:
parts-put-back = Вернуть
part-sequence = Проверка порядковых номеров
part-sequence-why = Лидер узнаёт пакет, который он уже записал.
part-fence = Отсечение по эпохе продюсера
part-fence-why = Когда тот же transactional.id занял новый экземпляр, старому отказывают.
part-log = Журнал транзакций
part-log-why = Координатор сначала записывает каждый шаг, поэтому его преемник может продолжить.
part-stable = Маркеры и last stable offset
part-stable-why = Читатели read_committed ждут открытых транзакций и пропускают отменённые.
part-in-sync = Ожидание синхронных реплик
part-in-sync-why = На acks=all отвечают, только когда запись есть у каждой синхронной реплики.
part-truncation = Усечение по эпохе лидера
part-truncation-why = Фолловер отрезает ровно то, чего нет у нового лидера.
part-generation = Отсечение по поколению группы
part-generation-why = Кто больше не участник группы, не может фиксировать за неё смещения.
part-coordinator = Проверка эпохи координатора
part-coordinator-why = Заменённый координатор не может писать маркеры.
part-verification = Проверка партиций транзакции
part-verification-why = Перед первым пакетом транзакции лидер спрашивает координатора, и опоздавший пакет ничего не открывает.

## Рядом с Kafka: что приложения могут сделать сами

beside-title = Рядом с Kafka
beside-lead = Что приложения могут сделать сами там, где обещание Kafka кончается.
beside-used = включено: { $count }
beside-prevents = Предотвращает
beside-leaves = Оставляет
beside-costs = Цена
beside-key = Ключ идемпотентности
beside-key-what = Платёжная служба не обращает внимания на заказ, который уже списала.
beside-key-prevents = второе списание
beside-key-leaves = потерянные заказы, вторые копии в журнале
beside-key-costs = служба хранит все номера, которые видела
beside-inbox = Входящие (inbox)
beside-inbox-what = Биллинг сохраняет номер заказа и результат в одной локальной транзакции.
beside-inbox-prevents = второй результат в базе биллинга
beside-inbox-leaves = потерянные заказы, вторые копии, чужие системы
beside-inbox-costs = локальная транзакция на каждый заказ
beside-outbox = Исходящие (outbox)
beside-outbox-what = Магазин сохраняет заказ и запись в одной локальной транзакции, а пересыльщик отправляет её, пока не узнает, что она записана.
beside-outbox-prevents = заказ, от которого продюсер отказался
beside-outbox-leaves = вторую копию после остановки пересыльщика
beside-outbox-costs = две локальные транзакции на каждый заказ
beside-lock-step = Шаг в шаг
beside-lock-step-what = Магазин берёт следующий заказ, только когда биллинг ответил на прошлый.
beside-lock-step-prevents = обгоны и больше одного неясного заказа
beside-lock-step-leaves = второе списание, если биллинг остановился до ответа
beside-lock-step-costs = полный путь на каждый заказ, а без биллинга ни одного

## Вердикт: сначала что произошло, потом что было обещано

verdict-duplicated-log = { $count ->
        [2] Заказ { $order } стоит в журнале дважды.
        [one] Заказ { $order } стоит в журнале { $count } раз.
        [few] Заказ { $order } стоит в журнале { $count } раза.
       *[many] Заказ { $order } стоит в журнале { $count } раз.
    }
verdict-duplicated-effect = { $count ->
        [2] За заказ { $order } деньги списали дважды.
        [one] За заказ { $order } деньги списали { $count } раз.
        [few] За заказ { $order } деньги списали { $count } раза.
       *[many] За заказ { $order } деньги списали { $count } раз.
    }
verdict-lost-log = Заказ { $order } потерян. В журнале его нет, и никто об этом не узнал.
verdict-lost-effect = Заказ { $order } потерян. Деньги за него уже не спишут, и никто об этом не узнал.
verdict-given-up-log = Заказа { $order } нет в журнале. Отправитель знает, что его записать не удалось.
verdict-given-up-effect = За заказ { $order } деньги не спишут. Отправитель знает, что его записать не удалось.
verdict-reordered-log = Заказ { $after } отправлен позже заказа { $order }, а в журнал попал раньше.
verdict-reordered-effect = Заказ { $after } отправлен позже заказа { $order }, а деньги за него списали раньше.

## Verdict of a stream: payments that billing writes, and readers of them

verdict-duplicated-payment = { $count ->
        [2] У заказа { $order } два платежа, и оба в силе.
        [one] У заказа { $order } { $count } платёж, который в силе.
        [few] У заказа { $order } { $count } платежа, которые в силе.
        [many] У заказа { $order } { $count } платежей, которые в силе.
       *[other] У заказа { $order } { $count } платежей, которые в силе.
    }
verdict-duplicated-statement = { $count ->
        [2] { $client } показывает заказ { $order } дважды.
        [one] { $client } показывает заказ { $order } { $count } раз.
        [few] { $client } показывает заказ { $order } { $count } раза.
        [many] { $client } показывает заказ { $order } { $count } раз.
       *[other] { $client } показывает заказ { $order } { $count } раз.
    }
verdict-lost-payment = Заказ { $order } потерян. Платежа за него уже не будет, и никто об этом не узнал.
verdict-lost-statement = Заказ { $order } потерян. { $client } его уже не покажет, и никто об этом не узнал.
verdict-given-up-payment = Платежа за заказ { $order } не будет. Отправитель знает, что его записать не удалось.
verdict-given-up-statement = { $client } не покажет заказ { $order }. Отправитель знает, что его записать не удалось.
verdict-reordered-payment = Заказ { $after } отправлен позже заказа { $order }, а платёж за него записан раньше.
verdict-reordered-statement = Заказ { $after } отправлен позже заказа { $order }, а { $client } показывает его раньше.
# Torn: one half of what belongs together is seen, the other never will be.
verdict-torn-offset = Заказ { $order } разорван: платёж в силе, а сам заказ не отмечен прочитанным.
verdict-torn-output = Заказ { $order } разорван: он отмечен прочитанным, а платежа в силе нет.
verdict-seen-then-aborted = Заказ { $order } прочитали, а потом его транзакцию отменили.

verdict-kept = Каждый заказ дошёл один раз и по порядку.
verdict-broken = Обещание нарушено.
verdict-allowed = Эти настройки другого и не обещают.
verdict-outside = Здесь обещание Kafka уже не действует.
verdict-copied = Это обещание рассчитано на сеть, которая не копирует запросы. Не пустить копию в журнал может только enable.idempotence=true.

## Что исчезло вместе с памятью координатора

forgotten-title = Что было только в памяти, исчезло
forgotten-id = { FORM($broker, "start") } никогда не слышал о transactional.id { $id }.
forgotten-transaction = Продюсер с идентификатором { $producer } оставил открытую транзакцию в { $partition }. Её никто не знает, поэтому никто не закончит.
forgotten-offset = Last stable offset в { $partition } остаётся { $offset }.
forgotten-reader = { FORM($client, "start") } читает только завершённое и ждёт здесь. { $count ->
        [one] Ему недоступна { $count } записанная запись.
        [few] Ему недоступны { $count } записанные записи.
       *[many] Ему недоступно { $count } записанных записей.
    }

## Ещё не решено, и почему

open-in-shop = Ещё не решено: заказ { $order } пока у магазина.
open-in-producer = Ещё не решено: заказ { $order } ждёт отправки, { $client } его ещё не отправил.
open-on-the-way = Ещё не решено, в пути { $envelope }.
open-awaiting-answer = Ещё не решено: { $client } ждёт ответа о заказе { $order }.
open-awaiting-replication = Ещё не решено: копия заказа { $order } есть не у всех, у кого нужно.
open-not-fetched = Ещё не решено: { $client } не прочитал заказ { $order }.
open-in-consumer = Ещё не решено: { $client } прочитал заказ { $order }, но деньги не списал.
open-in-stream = Ещё не решено: { $client } прочитал заказ { $order }, но платёж ещё не записал.
open-step-due = Ещё не решено: что-то ещё произойдёт.
# $id is a transactional.id.
open-in-transaction = Ещё не решено: транзакция { $id } с заказом { $order } открыта.
open-in-unknown-transaction = Ещё не решено: транзакция producer id { $producer } с заказом { $order } открыта.
open-being-completed = Завершается: исход транзакции с заказом { $order } решён, но маркеры записаны ещё не все.

## Ожидание

waiting-node = Ждём, пока { $node } снова заработает.
waiting-link = Ждём, пока связь между { FORM($a, "instrumental") } и { FORM($b, "instrumental") } восстановят.
waiting-envelope = Ждём, пока отпустят задержанное: { $envelope }.
waiting-transaction = Ждём у last stable offset, пока закончится открытая транзакция { $id }.
waiting-unknown-transaction = Ждём у last stable offset из-за producer id { $producer }. Ни один координатор не знает его транзакции.

## Ведомость

ledger-order = Заказ
ledger-order-short = Заказ
ledger-sent = Отправлен
ledger-sent-short = Отпр.
ledger-sent-hint = Сколько раз магазин вызвал для него send().
ledger-told = Магазин знает, что записан
ledger-told-short = Подтв.
ledger-told-hint = Сколько раз магазину сообщили, что заказ записан.
ledger-log = В журнале
ledger-log-short = Журн.
ledger-log-hint = Сколько копий хранит журнал лидера.
ledger-read = Прочитан
ledger-read-short = Чит.
ledger-read-hint = Сколько раз его получил биллинг.
ledger-charged = Деньги списаны
ledger-charged-short = Списан
ledger-charged-hint = Сколько раз за него заплатил покупатель.
ledger-paid = В платежах
ledger-paid-short = Плат.
ledger-paid-hint = Сколько действительных платежей биллинг записал по заказу.
ledger-shown = Показан
ledger-shown-short = Показ
ledger-shown-hint = Сколько раз отчёт получил платёж по заказу.
ledger-in-doubt = { $count } ждёт
ledger-aborted = { $count } отменено
ledger-state-lost = потерян
ledger-state-given-up = отказ
ledger-state-open = ещё не решено
ledger-state-waiting = ожидание

## Обещания

promise-leg-log = От магазина в orders
promise-leg-effect = Вне Kafka: списание
promise-leg-payments = Из orders в payments, вместе со смещениями
# $client is a reader: statement.
promise-leg-statement = До читателя { $client }
promise-not-lost = не теряется
promise-not-twice = не дважды
promise-in-order = по порядку
promise-all-or-nothing = всё или ничего
promise-only-committed = только завершённое
promise-yes = обещано
promise-no = не обещано
promise-outside = вне Kafka

## Почему это произошло

why-cause = { $what }. Без этого ничего бы не случилось.
why-replayed = Тот же показ без этого прошёл хорошо.
why-no-cause = Ни один сбой в отдельности этого не объясняет.

## Цена

cost-requests = { $count ->
        [one] { $count } запрос
        [few] { $count } запроса
       *[many] { $count } запросов
    }
cost-round-trips = { $count ->
        [one] { $count } ожидание ответа
        [few] { $count } ожидания ответа
       *[many] { $count } ожиданий ответа
    }
cost-retries = { $count ->
        [0] без повторной отправки
        [one] { $count } повторная отправка
        [few] { $count } повторные отправки
       *[many] { $count } повторных отправок
    }
cost-per-order = ожиданий ответа у магазина на один заказ: { $trips }

## На чужой странице

notice-not-in-this-part = В этой части урока это недоступно.
notice-locked = Страница, в которую это встроено, запрещает менять эту часть.
notice-parameter = В адресе стоит { $parameter }={ $value }. Здесь это ничего не значит и пропущено.
notice-link-blocked = Страница вокруг не даёт открывать ссылки. Вот адрес: { $address }
nav-embed = Встроить
embed-frame-title = Ackademy: что бывает с сообщением, когда теряется ответ
embed-title = Вставьте это в страницу курса
embed-lead = Выберите, что увидят читатели, и скопируйте. Ничего никуда не отправляется: страница и всё нужное берутся с этого сайта.
embed-place = Что
embed-scenes = Сцены песочницы
embed-lesson-list = Список уроков
embed-short-way = Уроки на 45 минут
embed-this-moment = Этот момент
embed-part = Какая часть
embed-whole-lesson = Весь урок
embed-paste = Или вставьте ссылку
embed-paste-hint = Её даёт кнопка «Поделиться этим моментом». Подойдёт и адрес урока.
embed-paste-no-fragment = Это не ссылка на момент или урок: в ней ничего нет после знака #. Скопируйте ссылку целиком. Ничего не изменилось.
embed-paste-unknown = «{ $path }» нельзя показать во фрейме. Выберите место из списка или вставьте ссылку на момент. Ничего не изменилось.
embed-paste-no-lesson = Урока «{ $name }» нет. Выберите урок из списка. Ничего не изменилось.
embed-first-minute = Первая минута
embed-language = Язык
embed-readers-own = Как у читателя
embed-theme = Цвета
embed-light = Светлые
embed-dark = Тёмные
embed-height = Высота
embed-pixels = { $count } пикселей
embed-hide = Не показывать
embed-hide-header = Верхнюю строку
embed-hide-panel = Слова и управление
embed-hide-verdict = Вердикт и ведомость
embed-hide-transport = Показ и шаги
embed-hide-diagram = Диаграмму последовательности
embed-lock = Показать, но запретить менять
embed-lock-settings = Наборы и ключи
embed-lock-faults = Сбои
embed-lock-orders = Новые заказы
embed-without-storage = Ничего не запоминать на устройстве читателя
embed-form = Как
embed-frame = Фрейм
embed-markdown = Картинка в Markdown
embed-link = Ссылка
embed-element = Элемент страницы
embed-result = Что скопировать
embed-copy = Скопировать
embed-copied = Скопировано
embed-preview = Как это будет выглядеть

## Уроки. Их собственные слова стоят в assets/lessons.

nav-lessons = Уроки
lessons-title = Уроки
lessons-lead = По пять–десять минут каждый: предскажите, что будет, сделайте, сравните и прочитайте почему.
lessons-short-way = 45 минут: { $lessons }
lessons-long-way = Две лекции: все
lessons-ways = Маршруты по урокам
lessons-loading = Список загружается.
lessons-begun = Начат
lessons-finished = Пройден
lesson-kicker = Урок { $number }
lesson-beat = Часть { $beat } из { $count }
lesson-question = Чего вы ожидаете?
lesson-said-right = Вы сказали: { $said } Так и вышло.
lesson-said-wrong = Вы сказали: { $said } Вышло: { $came }
lesson-came-true = Вышло: { $came }
lesson-goal-open = Сделать:
lesson-goal-reached = Сделано:
lesson-back = Назад
lesson-show = Показать
lesson-continue = Дальше
lesson-skip = Пропустить
lesson-all = Все уроки
lesson-next = Урок { $number }
lesson-keys-of-no-preset = В этой сцене есть свой особый процесс, поэтому её настройки не меняются.
lesson-missing = Урок не загрузился. Обновите страницу и попробуйте ещё раз.

## Урок на одной странице, чтобы читать и печатать

lesson-still = Читать на одной странице
# Читается вслух для знака рядом с уроком в списке.
lessons-still = Читать «{ $title }» на одной странице
still-loading = Урок загружается.
still-play = Пройти урок
still-print = Напечатать
still-deeds = Что здесь делают:
still-before = До этого.
still-at = Момент { $time }.

## Что помнит устройство

device-title = Что помнит это устройство
device-lead = Только здесь, в этом браузере, и ничего о том, кто вы.
device-language = выбранный язык
device-theme = светлое или тёмное оформление
device-lessons = до какого места вы дошли в каждом уроке
device-run = последний ход событий в песочнице
device-first-minute = на чём вы остановились в «Первой минуте», до закрытия вкладки
device-kept = сохранено
device-empty = ничего не сохранено
device-clear = Очистить устройство
device-cleared = Всё забыто.

## Как поделиться моментом

share-button = Поделиться этим моментом
share-link = Ссылка на этот момент
share-embed = Вставить этот момент в курс
share-copied = { $count ->
        [one] Скопировано. В ссылке { $count } знак.
        [few] Скопировано. В ссылке { $count } знака.
        [many] Скопировано. В ссылке { $count } знаков.
       *[other] Скопировано. В ссылке { $count } знака.
    }
share-copy-by-hand = { $count ->
        [one] Скопируйте эту ссылку. В ней { $count } знак.
        [few] Скопируйте эту ссылку. В ней { $count } знака.
        [many] Скопируйте эту ссылку. В ней { $count } знаков.
       *[other] Скопируйте эту ссылку. В ней { $count } знака.
    }
share-run = { $count ->
        [one] С этого же момента ваш ход событий можно продолжить в песочнице. В ссылке { $count } знак.
        [few] С этого же момента ваш ход событий можно продолжить в песочнице. В ссылке { $count } знака.
        [many] С этого же момента ваш ход событий можно продолжить в песочнице. В ссылке { $count } знаков.
       *[other] С этого же момента ваш ход событий можно продолжить в песочнице. В ссылке { $count } знака.
    }
share-run-link = Ссылка на ваш ход событий
share-run-copy = Скопировать
share-run-open = Продолжить в песочнице
share-run-none = В этой сцене есть процесс, которого нет в песочнице, поэтому продолжить её можно только в уроке.

## Ссылки: что говорится о ссылке, которая никуда не ведёт

link-broken = Ссылка испорчена: в ней есть то, чего в ссылках не бывает. Ничего не изменилось.
link-truncated = Ссылка обрезана: у неё нет конца. Скопируйте её целиком. Ничего не изменилось.
link-tampered = Ссылку изменили по дороге: контрольная сумма не сходится. Ничего не изменилось.
link-oversized = Ссылка слишком длинная или просит повторить слишком много шагов. Ничего не изменилось.
link-future = Ссылка сделана в более новой версии Ackademy. Обновите страницу и откройте ссылку снова. Ничего не изменилось.
link-other-run = Ссылка сделана в другой версии Ackademy. Ход событий повторён, насколько возможно, и может отличаться.

## Транзакция целиком, картинка: имена до 20 знаков, слова у стрелок до 26

picture-title = Транзакция целиком
picture-lead = Что такое транзакция, шаг за шагом, как её записал настоящий прогон этого сайта. Выберите шаг или идите по одному.
picture-alt = Диаграмма последовательности одной транзакции. Шаги перечислены рядом.
picture-label = { $what }
picture-number = { $number }
picture-source = Источник
picture-app = { FORM($app, "start") }
picture-coordinator = Координатор
picture-inside = память, { $broker }
picture-log = Журнал транзакций
picture-offsets = Смещения
picture-target = Приёмник
picture-append-label = запись
picture-replicated-label = есть на репликах
picture-polled-label = заказ { $order }
picture-in-doubt = исход открыт
picture-is-pending = ждёт исхода
picture-identity = id продюсера { $id }, эпоха { $epoch }
picture-init = Биллинг регистрирует свой transactional.id у координатора. Координатор живёт внутри брокера.
picture-add-partitions = Прежде чем впервые писать в { $partitions }, биллинг сообщает об этом координатору.
picture-add-offsets = Зафиксированное смещение orders тоже войдёт в транзакцию. Биллинг сообщает координатору и об этом.
picture-end-commit = Всё записано. Биллинг просит завершить транзакцию.
picture-end-abort = Биллинг просит отменить транзакцию.
picture-answered = Координатор отвечает на { $api }: { $error }.
picture-polled = Биллинг читает заказ { $order } по смещению { $offset } в { $partition }. Прочитанным заказ ещё не считается.
picture-logged-empty = Координатор пишет в свой журнал Empty по смещению { $offset }: имя известно, ничего не открыто.
picture-logged-ongoing = Сначала журнал. По смещению { $offset } в нём стоит Ongoing и список партиций: { $partitions }.
picture-logged-prepare = По смещению { $offset } в журнале стоит { $state }. Как только запись есть на репликах, исход решён, какой бы брокер ни отказал.
picture-logged-complete = Все маркеры на месте. По смещению { $offset } в журнале стоит { $state }.
picture-moved-init = Запись есть на репликах. Только теперь в памяти { $state }, и биллинг получает идентификатор продюсера и эпоху.
picture-moved-end = Запись есть на репликах, в памяти { $state }, и биллинг узнаёт об этом ещё до первого маркера.
picture-moved = Запись есть на репликах. Только теперь в памяти { $state }, и биллинг получает ответ.
picture-moved-silently = Запись есть на репликах, в памяти { $state }. Новый координатор прочитал бы в журнале то же самое.
picture-produced = Биллинг пишет платёж за заказ { $order } в { $partition } по смещению { $offset }. Исход открыт: читатели read_committed ждут перед этой записью.
picture-pending = Биллинг просит зафиксировать смещение { $offset } в { $partition }. До маркера оно ждёт исхода.
picture-marked-commit = Координатор пишет маркеры во все партиции транзакции. С ними платёж становится виден, а заказ считается прочитанным.
picture-marked-abort = Координатор пишет маркеры отмены во все партиции транзакции. Платёж пропускают, заказ прочитанным не считается.
picture-left-out = Здесь опущены запросы фолловеров, FindCoordinator и вопрос лидера, входит ли партиция в транзакцию.
picture-told = Шаг { $number } из { $count }. { $text }
picture-all = { $count ->
    [one] { $count } шаг настоящего прогона: от регистрации до последней записи журнала.
    [few] { $count } шага настоящего прогона: от регистрации до последней записи журнала.
   *[many] { $count } шагов настоящего прогона: от регистрации до последней записи журнала.
}
picture-way = { $from } → { $to }
picture-back = Назад
picture-next = Следующий шаг
picture-whole = Показать всё
picture-stage = Показать на сцене
picture-link = Транзакция целиком на одной картинке
picture-save = Сохранить SVG
picture-copy-by-hand = Файл не появился? Значит, страница вокруг не разрешает сохранять файлы. Скопируйте этот текст в файл с окончанием .svg.
picture-text = Картинка в виде текста
picture-steps-label = Шаги транзакции

## Диаграмма последовательности прогона. Надписи у стрелок и линий: до 24 знаков, если не сказано иначе

diagram-title = Диаграмма последовательности
diagram-open = Открыть
diagram-close = Закрыть
diagram-taller = Выше
diagram-lower = Ниже
diagram-replication = Запросы фолловеров
diagram-to-now = К настоящему
diagram-hint = Стрелки вверх и вниз ведут по строкам, Enter переходит к моменту строки. Список «Что произошло» говорит о том же словами.
diagram-nothing = Ещё ничего не произошло.
diagram-file = Диаграмма последовательности прогона
diagram-now = сейчас
diagram-coordinates-transactions = координатор транзакций
diagram-coordinates-groups = координатор групп
diagram-coordinates-both = координатор групп и транзакций
diagram-label = { $what }
diagram-request = { $api } { $what }
diagram-times = { $what }, раз: { $times }
diagram-copy = { $what }, копия
diagram-late = { $what }, с опозданием
diagram-produce = { $count ->
    [one] Produce, заказ { $orders }
    [few] Produce, заказы { $orders }
    [many] Produce, заказы { $orders }
   *[other] Produce, заказы { $orders }
}
diagram-produce-payments = { $count ->
    [one] Produce, платёж { $orders }
    [few] Produce, платежи { $orders }
    [many] Produce, платежи { $orders }
   *[other] Produce, платежи { $orders }
}
diagram-ack = ответ { $orders }
diagram-fetch = Fetch { $partition } с { $offset }
diagram-records = { $count ->
    [0] записей нет
    [one] { $count } запись
    [few] { $count } записи
    [many] { $count } записей
   *[other] { $count } записи
}
diagram-verify = в транзакции? { $partitions }
diagram-offset = смещение { $offset }
diagram-no-offset = смещения нет
diagram-coordinator = брокер { $broker }
diagram-empty-fetches = { $count ->
    [one] { $count } пустой Fetch
    [few] { $count } пустых Fetch
    [many] { $count } пустых Fetch
   *[other] { $count } пустых Fetch
}
diagram-asked-again = { $count ->
    [one] ещё { $count } раз: { $api }, { $answer }
    [few] ещё { $count } раза: { $api }, { $answer }
    [many] ещё { $count } раз: { $api }, { $answer }
   *[other] ещё { $count } раза: { $api }, { $answer }
}
diagram-replica-fetch = Fetch фолловера
diagram-replicated = { $partition } есть до { $offset }
diagram-cut = потерян
diagram-lost = пропал
diagram-held = задержан
diagram-released = снова в пути
diagram-link-cut = связи нет
diagram-link-healed = связь есть
diagram-connection-broken = соединение разорвано
diagram-controller-cut = без контроллера
diagram-controller-healed = снова с контроллером
diagram-crashed = остановлен
diagram-shut-down = завершает работу
diagram-restarted = запущен снова
diagram-paused = заморожен
diagram-resumed = разморожен
diagram-order-taken = { $count ->
    [one] принят заказ { $orders }
    [few] приняты заказы { $orders }
    [many] приняты заказы { $orders }
   *[other] приняты заказы { $orders }
}
diagram-told-stored = { $count ->
    [one] узнал: { $orders } записан
    [few] узнал: { $orders } записаны
    [many] узнал: { $orders } записаны
   *[other] узнал: { $orders } записаны
}
diagram-told-failed = { $orders }: { $exception }
diagram-told-committed = { $count ->
    [one] узнал: { $orders } завершён
    [few] узнал: { $orders } завершены
    [many] узнал: { $orders } завершены
   *[other] узнал: { $orders } завершены
}
diagram-retry = отправит снова { $orders }
diagram-epoch-bumped = повышает эпоху
diagram-polled = { $count ->
    [one] poll(): заказ { $orders }
    [few] poll(): заказы { $orders }
    [many] poll(): заказы { $orders }
   *[other] poll(): заказы { $orders }
}
diagram-polled-payments = { $count ->
    [one] poll(): платёж { $orders }
    [few] poll(): платежи { $orders }
    [many] poll(): платежи { $orders }
   *[other] poll(): платежи { $orders }
}
diagram-seen-aborted = { $orders } отменён
diagram-charged = списание за заказ { $orders }
diagram-charge-ignored = повтор { $orders } отклонён
diagram-outbox = outbox: заказ { $orders }
diagram-outbox-ticked-off = outbox: { $orders } отмечен
diagram-inbox = inbox: заказ { $orders }
diagram-inbox-knows = inbox: { $orders } уже есть
diagram-replied = отвечает: заказ { $orders }
diagram-committed = зафиксировано { $offset }
diagram-sought = назад к смещению
diagram-assigned = назначено { $partitions }
diagram-assigned-nothing = ничего не назначено
diagram-revoked = возвращает { $partitions }
diagram-taken-away = теряет { $partitions }
diagram-disconnected = брокер { $broker } пропал
diagram-refused = брокера { $broker } нет
diagram-second-answer = второй ответ не нужен
diagram-appended = { $count ->
    [one] заказ { $orders }, смещение { $offset }
    [few] заказы { $orders } со смещения { $offset }
    [many] заказы { $orders } со смещения { $offset }
   *[other] заказы { $orders } со смещения { $offset }
}
diagram-appended-payments = { $count ->
    [one] платёж { $orders }, смещение { $offset }
    [few] платежи { $orders } со смещения { $offset }
    [many] платежи { $orders } со смещения { $offset }
   *[other] платежи { $orders } со смещения { $offset }
}
diagram-duplicate = уже есть, смещение { $offset }
diagram-offset-appended = записано смещение { $offset }
diagram-offset-pending = смещение { $offset } ждёт
diagram-marker-commit = COMMIT в { $partitions }
diagram-marker-abort = ABORT в { $partitions }
diagram-truncated = обрезает { $partition } до { $offset }
diagram-unflushed-lost = теряет { $partition } с { $offset }
diagram-leads = лидер { $partition }
diagram-leads-many = { $count ->
    [one] лидер ещё { $count } партиции
    [few] лидер ещё { $count } партиций
    [many] лидер ещё { $count } партиций
   *[other] лидер ещё { $count } партиции
}
diagram-leads-no-longer = больше не лидер { $partition }
diagram-leads-none-of = { $count ->
    [one] не лидер { $count } партиции
    [few] не лидер { $count } партиций
    [many] не лидер { $count } партиций
   *[other] не лидер { $count } партиции
}
diagram-fenced = исключён из кластера
diagram-unfenced = снова в кластере
diagram-not-replicated = копий вовремя нет
diagram-logged = журнал: { $state }
diagram-loaded = читает { $state }
diagram-coordinates-transactions-now = теперь координатор
diagram-coordinates-groups-now = координатор групп
diagram-group = группа: { $state }, { $generation }
diagram-member-removed = участник исключён
diagram-rebalance-over = больше не ждёт
diagram-row-sent = Отправлено: { $what }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
diagram-row-arrived = Доставлено: { $what }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
diagram-row-lost = Пропало: { $what }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
diagram-row-cut = Потеряно: { $what }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
diagram-row-held = Задержано: { $what }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
diagram-row-released = Снова в пути: { $what }, от { FORM($from, "genitive") } к { FORM($to, "dative") }
diagram-row-note = { FORM($name, "start") }: { $what }
diagram-row-between = { FORM($a, "start") } и { $b }: { $what }

## Уведомления

notice-replayed = Те же заказы и сбои, с самого начала.
notice-replayed-in-lesson = Те же действия, с изменённым ключом.
notice-nothing-new = Само по себе больше ничего нового не произойдёт. Сделайте что-нибудь или начните сцену заново.
notice-not-possible = Это уже невозможно. Ничего не изменилось.
notice-duplicate-answer-ignored = Второй ответ пришёл, но его никто не ждал. Kafka различает ответы по correlation id.
notice-undo = Вернуть
notice-dismiss = Закрыть
missing-no-envelope = { $what }. Здесь такого нет.
missing-no-moment = { $what }. Этот момент не наступил.
missing-not-possible = { $what }. Здесь это невозможно.

## Другие заголовки песочницы

ledger-title = Каждый заказ
promise-title = Что обещано
promise-line = Здесь обещание Kafka кончается
why-chain = Что было потом
cost-title = Чего это стоило
verdict-more = Заказы, обещания, цена
