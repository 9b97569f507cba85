"""The headers the networks use, in English and Spanish, and what they mean to us.

Headers are facts about file formats, collected from public copies (November 2026); names change, so a file is
recognised by a few of its headers and each column by its name, never by its place. A column that nobody knows is the
learner's to assign.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tertulia.exports.columns import ExportField, ExportSource, RowKind, plain
from tertulia.exports.dates import Order


def _names(text: str) -> dict[str, ExportField]:
    """Lines "field: header | header", in any spelling."""
    fields = {}
    for line in text.strip().splitlines():
        name, _colon, headers = line.strip().partition(": ")
        fields.update({plain(header): ExportField(name) for header in headers.split(" | ")})
    return fields


def _marks(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(plain(header) for header in one.split(" | ")) for one in sets)


_META = _names("""
    key: Post ID | Identificador de la publicación
    when: Publish time | Hora de publicación
    text: Description | Descripción
    title: Title | Título
    link: Permalink | Enlace permanente
    format: Post type | Tipo de publicación
    views: Views | Visualizaciones | Impressions | Impresiones
    reach: Reach | Alcance
    interactions: Reactions, Comments and Shares | Interactions | Interacciones
    interactions: Reacciones, comentarios y veces que se compartió
    interactions: Reacciones, comentarios y veces que se ha compartido
    reactions: Likes | Me gusta | Reactions | Reacciones
    comments: Comments | Comentarios | Replies | Respuestas
    shares: Shares | Veces que se ha compartido | Veces que se compartió
    saves: Saves | Veces guardado | Veces que se guardó
    follows: Follows | Seguidores | Seguimientos | Net follows | Seguimientos netos
    clicks: Total clicks | Total de clics
    link_clicks: Link clicks | Clics en el enlace
    watch: Seconds viewed | Segundos reproducidos
    visits: Profile visits | Visitas al perfil
    nothing: Account ID | Identificador de la cuenta | Account username | Nombre de usuario de la cuenta
    nothing: Account name | Nombre de la cuenta | Duration (sec) | Duración (segundos) | Data comment
    nothing: Comentario sobre los datos | Date | Fecha | Navigation | Navegación | Sticker taps | Toques en stickers
    nothing: Page ID | Identificador de la página | Page name | Nombre de la página | Caption type | Tipo de subtítulo
    nothing: Is crosspost | Es una publicación cruzada | Is share | Es una publicación compartida | Languages | Idiomas
    nothing: Custom labels | Etiquetas personalizadas | Funded content status | Estado de contenido financiado
    nothing: Matched Audience Targeting Consumption (Photo Click) | Other Clicks | Clics de otro tipo
    nothing: Matched Audience Targeting Consumption (Video Click)
    nothing: Consumo de segmentación del público coincidente (Photo Click)
    nothing: Negative feedback from users: Hide all | Comentarios negativos de los usuarios: Ocultar todo
    nothing: Average Seconds viewed | Segundos en promedio reproducidos | Estimated earnings (USD)
    nothing: Ingresos estimados (USD) | Ad CPM (USD) | CPM del anuncio (USD) | Ad impressions | Impresiones del anuncio
""")

_SECONDS = {plain(header): 1 / 3600 for header in ("Seconds viewed", "Segundos reproducidos")}

INSTAGRAM_DOWNLOAD = ExportSource(
    key="instagram_download",
    network="instagram",
    rows=RowKind.POST,
    marks=_marks("creation_timestamp | title | media | id"),
    names=_names("""
        when: creation_timestamp
        text: title
        format: media
        key: id
        views: Impressions | Impresiones | Plays | Instagram Plays | Views | Visualizaciones | Reproducciones
        reach: Accounts reached | Cuentas alcanzadas
        reactions: Likes | Instagram Likes | Me gusta
        comments: Comments | Instagram Comments | Comentarios | Replies | Respuestas
        shares: Shares | Instagram Shares | Veces compartido | Veces que se ha compartido | Veces que se compartió
        saves: Saves | Instagram Saves | Guardados | Veces guardado | Veces que se ha guardado | Veces que se guardó
        follows: Follows | Seguimientos | Seguidores
        visits: Profile visits | Visitas al perfil
        link_clicks: Website taps | Toques en el sitio web
        nothing: Duration | Duración | Email button taps | Product Page Views | Product Button Clicks
    """),
)
"""Its first four headers are ours; the others are the labels of its figures, which only some accounts have."""

FACEBOOK_DOWNLOAD = ExportSource(
    key="facebook_download",
    network="facebook",
    rows=RowKind.POST,
    marks=_marks("timestamp | post | id"),
    names=_names("""
        when: timestamp
        text: post
        key: id
    """),
)

DOWNLOADS: tuple[ExportSource, ...] = (
    INSTAGRAM_DOWNLOAD,
    FACEBOOK_DOWNLOAD,
    ExportSource(
        key="instagram_followers",
        network="instagram",
        rows=RowKind.DAY,
        marks=_marks("followers.timestamp | followers.instagram"),
        names=_names("""
            when: followers.timestamp
            follows: followers.instagram
        """),
    ),
    ExportSource(
        key="facebook_followers",
        network="facebook",
        rows=RowKind.DAY,
        marks=_marks("followers.timestamp | followers.facebook"),
        names=_names("""
            when: followers.timestamp
            follows: followers.facebook
        """),
    ),
)
"""What `download` makes of Instagram's and Facebook's "Download your information"; the headers are ours."""

SOURCES: tuple[ExportSource, ...] = (
    *DOWNLOADS,
    ExportSource(
        key="instagram_stories",
        network="instagram",
        rows=RowKind.POST,
        marks=_marks("Post ID | Account username | Navigation", "Identificador de la publicación | Navegación"),
        names=_META,
        factors=_SECONDS,
        order=Order.MONTH,
        spanned=True,
    ),
    ExportSource(
        key="instagram_posts",
        network="instagram",
        rows=RowKind.POST,
        marks=_marks(
            "Post ID | Account username | Publish time",
            "Identificador de la publicación | Nombre de usuario de la cuenta | Hora de publicación",
        ),
        names=_META,
        factors=_SECONDS,
        order=Order.MONTH,
        spanned=True,
    ),
    ExportSource(
        key="facebook_posts",
        network="facebook",
        rows=RowKind.POST,
        marks=_marks(
            "Post ID | Page ID | Publish time",
            "Identificador de la publicación | Identificador de la página | Hora de publicación",
            "Hora de publicación | Enlace permanente | Tipo de publicación | Reacciones",
            "Publish time | Permalink | Post type | Reactions",
        ),
        names=_META,
        factors=_SECONDS,
        order=Order.MONTH,
        spanned=True,
    ),
    ExportSource(
        key="facebook_videos",
        network="facebook",
        rows=RowKind.VIDEO,
        marks=_marks("Identificador de la pieza de vídeo | Hora de publicación", "Video asset ID | Publish time"),
        names=_names("""
            key: Identificador de la pieza de vídeo | Video asset ID
            title: Título | Title
            when: Hora de publicación | Publish time
            reach: Alcance | Reach
            interactions: Reacciones, comentarios y veces que se ha compartido | Reactions, Comments and Shares
            reactions: Reacciones | Reactions
            comments: Comentarios | Comments
            shares: Veces que se ha compartido | Shares
            watch: Segundos reproducidos | Seconds viewed
            nothing: Identificador de vídeo universal | Universal video ID | Identificador de la página | Page ID
            nothing: Nombre de la página | Page name | Duración (segundos) | Duration (sec) | Fecha | Date
            nothing: Etiquetas personalizadas | Custom labels | Comentario sobre los datos | Data comment
            nothing: Visualizaciones de vídeo de 3 segundos | 3-Second Video Views
            nothing: Visualizaciones de vídeo de 1 minuto | 1-Minute Video Views
            nothing: Segundos reproducidos de media | Average Seconds viewed | Espectadores de 3 segundos
            nothing: Espectadores de 1 minuto
        """),
        factors=_SECONDS,
        order=Order.MONTH,
        spanned=True,
    ),
    ExportSource(
        key="meta_ads",
        network="",
        rows=RowKind.AD,
        marks=_marks(
            "Nombre del anuncio | Impresiones",
            "Nombre del conjunto de anuncios | Impresiones",
            "Nombre de la campaña | Impresiones | Alcance | Resultados",
            "Ad name | Impressions | Reach",
            "Ad set name | Impressions",
            "Campaign name | Impressions | Reach | Results",
        ),
        names=_names("""
            when: Día | Day
            title: Nombre del anuncio | Ad name
            views: Impresiones | Impressions
            reach: Alcance | Reach
            link_clicks: Clics en el enlace | Link clicks
            clicks: Clics (todos) | Clicks (all)
            interactions: Interacciones con la publicación | Post engagements | Post engagement
            reactions: Reacciones a publicaciones | Post reactions
            comments: Comentarios de publicaciones | Post comments
            shares: Veces que se han compartido las publicaciones | Post shares
            nothing: Nombre de la campaña | Campaign name | Nombre del conjunto de anuncios | Ad set name
            nothing: Importe gastado | Amount spent | Resultados | Results | Coste por resultado | Cost per result
            nothing: Coste por resultados | Cost per results | Indicador de resultado | Result indicator
            nothing: Frecuencia | Frequency | Inicio del informe | Fin del informe | Reporting starts
            nothing: Reporting ends | Entrega del anuncio | Ad delivery | Estado de la entrega | Delivery status
            nothing: CPM (coste por mil impresiones) | CPM (cost per 1,000 impressions) | CTR (todos) | CTR (all)
            nothing: CPC (todos) | CPC (all) | CPC (coste por clic en el enlace) | CPC (cost per link click)
            nothing: Edad | Age | Sexo | Gender | Plataforma | Platform | Fecha de finalización | Ends
        """),
    ),
    ExportSource(
        key="google_ads",
        network="google",
        rows=RowKind.AD,
        marks=_marks(
            "Campaña | Clics | Impr. | Coste",
            "Campaign | Clicks | Impr. | Cost",
            "Grupo de anuncios | Clics | Impr.",
            "Ad group | Clicks | Impr.",
        ),
        names=_names("""
            when: Día | Day | Date | Fecha
            title: Campaña | Campaign
            views: Impr. | Impressions | Impresiones
            clicks: Clics | Clicks
            nothing: Coste | Cost | Código de moneda | Currency code | CTR | CPC medio | CPC med. | Avg. CPC
            nothing: Grupo de anuncios | Ad group | Conversiones | Conversions | Coste/conv. | Cost / conv.
            nothing: Estado de la campaña | Campaign status | Presupuesto | Budget | Tipo de campaña | Campaign type
        """),
    ),
    ExportSource(
        key="tiktok_ads",
        network="tiktok",
        rows=RowKind.AD,
        marks=_marks(
            "Ad name | Cost | Impressions",
            "Ad group name | Cost | Impressions",
            "Campaign name | Cost | Impressions",
            "Nombre del anuncio | Coste | Impresiones",
            "Nombre de la campaña | Coste | Impresiones",
        ),
        names=_names("""
            when: By Day | Date | Day | Día | Fecha
            title: Ad name | Nombre del anuncio
            views: Impressions | Impresiones
            reach: Reach | Alcance
            clicks: Clicks (destination) | Clicks | Clics (destino) | Clics
            nothing: Campaign name | Nombre de la campaña | Ad group name | Nombre del grupo de anuncios | Cost | Coste
            nothing: CPC (destination) | CPM | CTR (destination) | Conversions | Conversiones | Currency | Moneda
        """),
    ),
    ExportSource(
        key="linkedin_ads",
        network="linkedin",
        rows=RowKind.AD,
        marks=_marks(
            "Start Date (in UTC) | Campaign Name | Impressions",
            "Campaign Name | Total Spent | Impressions",
            "Campaign Group Name | Impressions | Total Spent",
            "Nombre de la campaña | Total gastado | Impresiones",
        ),
        names=_names("""
            when: Start Date (in UTC) | Start Date
            title: Campaign Name | Nombre de la campaña
            views: Impressions | Impresiones
            reach: Reach | Alcance
            clicks: Clicks | Clics
            reactions: Reactions | Reacciones
            comments: Comments | Comentarios
            shares: Shares | Reposts
            follows: Follows
            interactions: Total Engagements | Interacciones totales
            nothing: Account Name | Currency | Campaign Group ID | Campaign ID | Campaign Group Name | Campaign Type
            nothing: Campaign Status | Total Spent | Total gastado | Click Through Rate | Average CPM | Average CPC
            nothing: Conversions | Leads | End Date (in UTC)
        """),
        order=Order.MONTH,
        padded=False,
    ),
    ExportSource(
        key="linkedin_top_posts",
        network="linkedin",
        rows=RowKind.POST,
        marks=_marks(
            "Post URL | Post publish date",
            "URL de la publicación | Fecha de publicación",
            "URL de la publicación | Fecha de publicación de la publicación",
        ),
        names=_names("""
            link: Post URL | URL de la publicación
            when: Post publish date | Fecha de publicación | Fecha de publicación de la publicación
            interactions: Engagements | Interacciones
            views: Impressions | Impresiones
        """),
    ),
    ExportSource(
        key="linkedin_competitors",
        network="linkedin",
        rows=RowKind.ACCOUNT,
        marks=_marks("Page | Total Followers | New Followers | Total posts"),
        names=_names("""
            title: Page
            followers: Total Followers
            follows: New Followers
            interactions: Total post engagements
            nothing: Total posts
        """),
    ),
    ExportSource(
        key="meta_daily",
        network="",
        rows=RowKind.DAY,
        marks=_marks("Date | Primary", "Fecha | Primary"),
        names=_names("when: Date | Fecha"),
    ),
    ExportSource(
        key="facebook_old_posts",
        network="facebook",
        rows=RowKind.POST,
        marks=_marks("Post ID | Posted | Lifetime Post Total Reach"),
        names=_names("""
            key: Post ID
            when: Posted
            text: Post Message
            link: Permalink
            format: Type
            reach: Lifetime Post Total Reach
            views: Lifetime Post Total Impressions
            clicks: Lifetime Post Consumptions
            nothing: Countries | Languages | Audience Targeting | Lifetime Post organic reach
            nothing: Lifetime Post Paid Reach | Lifetime Post Organic Impressions | Lifetime Post Paid Impressions
            nothing: Lifetime Engaged Users | Lifetime Post Consumers | Lifetime Negative feedback
            nothing: Lifetime Negative Feedback from Users | Lifetime Organic Video Views
            nothing: Lifetime Organic Video Views (2)
        """),
        order=Order.MONTH,
        padded=False,
    ),
    ExportSource(
        key="linkedin_posts",
        network="linkedin",
        rows=RowKind.POST,
        marks=_marks("Post title | Post link | Created date", "Título de la publicación | Enlace de la publicación"),
        names=_names("""
            text: Post title | Título de la publicación
            link: Post link | Enlace de la publicación
            paid: Post type | Tipo de publicación
            when: Created date | Fecha de creación
            views: Impressions | Impresiones
            clicks: Clicks | Clics
            reactions: Likes | Recomendaciones
            comments: Comments | Comentarios
            shares: Reposts | Shares | Veces compartido
            follows: Follows | Seguidores
            format: Content Type | Tipo de contenido
            nothing: Views | Visualizaciones | Views (Excluding offsite video views) | Offsite Views | Off-site Views
            nothing: Visualizaciones fuera del sitio | Campaign name | Nombre de la campaña | Posted by | Anunciado por
            nothing: Campaign start date | Fecha de inicio de campaña | Campaign end date
            nothing: Fecha de finalización de campaña | Audience | Público | Click through rate (CTR)
            nothing: Porcentaje de clics | Engagement rate | Tasa de interacción
        """),
        order=Order.MONTH,
    ),
    ExportSource(
        key="linkedin_daily",
        network="linkedin",
        rows=RowKind.DAY,
        marks=_marks(
            "Date | Impressions (total) | Clicks (total)", "Fecha | Impresiones (orgánicas) | Clics (orgánicos)"
        ),
        names=_names("""
            when: Date | Fecha
            views: Impressions (total) | Impresiones (totales) | Impresiones totales
            clicks: Clicks (total) | Clics (totales)
            reactions: Reactions (total) | Reacciones (total)
            comments: Comments (total) | Comentarios (totales)
            shares: Reposts (total) | Shares (total) | Veces compartido (total)
            nothing: Unique impressions (organic) | Impresiones únicas (orgánicas)
            nothing: Impressions (organic) | Impressions (sponsored) | Impresiones (orgánicas)
            nothing: Impresiones (patrocinadas) | Clicks (organic) | Clicks (sponsored) | Clics (orgánicos)
            nothing: Clics (patrocinados) | Reactions (organic) | Reactions (sponsored) | Reacciones (generales)
            nothing: Reacciones (patrocinadas) | Comments (organic) | Comments (sponsored) | Comentarios (orgánicos)
            nothing: Comentarios (patrocinados) | Reposts (organic) | Reposts (sponsored) | Veces compartido (orgánico)
            nothing: Veces compartido (patrocinado) | Engagement rate (organic) | Engagement rate (sponsored)
            nothing: Engagement rate (total) | Tasa de interacción (orgánica) | Tasa de interacción (patrocinada)
            nothing: Tasa de interacción (total)
        """),
        order=Order.MONTH,
    ),
    ExportSource(
        key="linkedin_followers",
        network="linkedin",
        rows=RowKind.DAY,
        marks=_marks(
            "Date | Organic followers | Total followers", "Fecha | Seguidores generales | Total de seguidores"
        ),
        names=_names("""
            when: Date | Fecha
            follows: Total followers | Total de seguidores
            nothing: Sponsored followers | Organic followers | Auto-invited followers | Seguidores patrocinados
            nothing: Seguidores generales
        """),
        order=Order.MONTH,
    ),
    ExportSource(
        key="x_posts",
        network="x",
        rows=RowKind.POST,
        marks=_marks("Post id | Post text | Impressions", "Fecha | Texto del post | Impresiones"),
        names=_names("""
            key: Post id
            when: Date | Fecha
            text: Post text | Texto del post
            link: Post Link | Postear enlace
            views: Impressions | Impresiones
            reactions: Likes | Me gusta
            comments: Replies | Respuestas
            shares: Reposts
            saves: Bookmarks | Guardados
            follows: New follows | Nuevos seguidores
            link_clicks: URL Clicks | Clics en URL
            visits: Profile visits | Visitas del perfil
            nothing: Engagements | Interacciones | Shares | Detail Expands | Hashtag Clicks | Permalink Clicks
        """),
    ),
    ExportSource(
        key="x_daily",
        network="x",
        rows=RowKind.DAY,
        marks=_marks("Date | Impressions | Unfollows", "Date | Impresiones | Dejar de seguir"),
        names=_names("""
            when: Date | Fecha
            views: Impressions | Impresiones
            reactions: Likes | Me gusta
            comments: Replies | Respuestas
            shares: Reposts
            saves: Bookmarks | Guardados
            follows: New follows | Nuevos seguidores
            visits: Profile visits | Visitas del perfil
            nothing: Engagements | Interacciones
            nothing: Shares | Unfollows | Dejar de seguir | Create Post | Crear post | Video views | Media views
        """),
    ),
    ExportSource(
        key="x_old_posts",
        network="x",
        rows=RowKind.POST,
        marks=_marks("Tweet id | Tweet text | impressions"),
        names=_names("""
            key: Tweet id
            link: Tweet permalink
            text: Tweet text
            when: time
            views: impressions
            reactions: favorites | likes
            comments: replies
            shares: retweets
            link_clicks: url clicks
            visits: user profile clicks
            follows: follows
            nothing: engagements | engagement rate
            nothing: hashtag clicks | detail expands | permalink clicks | app opens | app installs
            nothing: email tweet | dial phone | media views | media engagements
        """),
    ),
    ExportSource(
        key="tiktok_posts",
        network="tiktok",
        rows=RowKind.VIDEO,
        marks=_marks("Video title | Video link | Post time | Total views"),
        names=_names("""
            title: Video title
            link: Video link
            when: Post time
            reactions: Total likes
            comments: Total comments
            shares: Total shares
            views: Total views
            nothing: Time | Views in the last 7 days
        """),
        cut=15,
    ),
    ExportSource(
        key="tiktok_daily",
        network="tiktok",
        rows=RowKind.DAY,
        marks=_marks("Date | Video Views | Profile Views"),
        names=_names("""
            when: Date
            views: Video Views
            visits: Profile Views
            reactions: Likes
            comments: Comments
            shares: Shares
        """),
    ),
    ExportSource(
        key="tiktok_followers",
        network="tiktok",
        rows=RowKind.DAY,
        marks=_marks("Date | Followers | Difference in followers from previous day"),
        names=_names("""
            when: Date
            followers: Followers
            nothing: Difference in followers from previous day
        """),
    ),
    ExportSource(
        key="tiktok_viewers",
        network="tiktok",
        rows=RowKind.DAY,
        marks=_marks("Date | Total Viewers | New Viewers"),
        names=_names("""
            when: Date
            reach: Total Viewers
            nothing: New Viewers | Returning Viewers
        """),
    ),
    ExportSource(
        key="youtube_chart",
        network="youtube",
        rows=RowKind.OTHER,
        marks=_marks(
            "Date | Content | Video title | Views",
            "Fecha | Contenido | Título del vídeo | Visualizaciones",
            "Fecha | Contenido | Título del video | Visualizaciones",
        ),
        names=_names(
            "nothing: Date | Fecha | Content | Contenido | Video title | Título del vídeo | Duration | Duración"
        ),
    ),
    ExportSource(
        key="youtube_posts",
        network="youtube",
        rows=RowKind.VIDEO,
        marks=_marks(
            "Content | Video title | Video publish time",
            "Contenido | Título del vídeo | Duración",
            "Contenido | Título del video | Duración",
        ),
        names=_names("""
            key: Content | Contenido
            title: Video title | Título del vídeo | Título del video
            when: Video publish time | Hora de publicación del vídeo | Hora de publicación del video
            when: Tiempo de publicación del video
            views: Views | Visualizaciones | Vistas
            reach: Unique viewers | Espectadores únicos
            reactions: Likes | Me gusta
            comments: Comments added | Comentarios
            shares: Shares | Compartido
            follows: Subscribers | Suscriptores
            watch: Watch time (hours) | Tiempo de visualización (horas)
            nothing: Duration | Duración | Average view duration | Duración media de las visualizaciones
            nothing: Impressions | Impresiones | Impressions click-through rate (%) | Engaged views | Dislikes
            nothing: Porcentaje de clics de las impresiones (%) | Average percentage viewed (%) | Stayed to watch (%)
            nothing: New viewers | Returning viewers | Casual viewers | Regular viewers | Subscribers gained
            nothing: Subscribers lost | Likes (vs. dislikes) (%) | Me gusta (vs. No me gusta) (%)
            nothing: Estimated revenue (USD) | Ingresos estimados (USD) | Estimated revenue (EUR)
            nothing: Ingresos estimados (EUR)
        """),
        cut=500,
    ),
    ExportSource(
        key="youtube_daily",
        network="youtube",
        rows=RowKind.DAY,
        marks=_marks("Date | Views | Watch time (hours)", "Fecha | Visualizaciones | Tiempo de visualización (horas)"),
        names=_names("""
            when: Date | Fecha
            views: Views | Visualizaciones
            watch: Watch time (hours) | Tiempo de visualización (horas)
            nothing: Average view duration | Duración media de las visualizaciones | Estimated revenue (USD)
        """),
    ),
    ExportSource(
        key="google_business",
        network="google",
        rows=RowKind.FIRM,
        marks=_marks("Store code | Business name | Google Maps - Mobile"),
        names=_names("""
            key: Store code
            title: Business name
            calls: Calls
            messages: Messages
            bookings: Bookings
            directions: Directions
            link_clicks: Website clicks
            nothing: Address | Labels | Google Search - Mobile | Google Search - Desktop | Google Maps - Mobile
            nothing: Google Maps - Desktop | Food orders | Food menu clicks | Hotel bookings
        """),
    ),
    ExportSource(
        key="facebook_teaching_set",
        network="facebook",
        rows=RowKind.POST,
        marks=_marks("Page total likes | Post Weekday | Total Interactions"),
        names=_names("""
            followers: Page total likes
            format: Type
            paid: Paid
            month: Post Month
            weekday: Post Weekday
            hour: Post Hour
            reach: Lifetime Post Total Reach
            views: Lifetime Post Total Impressions
            clicks: Lifetime Post Consumptions
            reactions: like
            comments: comment
            shares: share
            interactions: Total Interactions
            nothing: Category | Lifetime Engaged Users | Lifetime Post Consumers
            nothing: Lifetime Post Impressions by people who have liked your Page
            nothing: Lifetime Post reach by people who like your Page
            nothing: Lifetime People who have liked your Page and engaged with your post
        """),
    ),
)
"""The exports we know, the more special first."""

GA4 = ExportSource(
    key="google_analytics",
    network="website",
    rows=RowKind.OTHER,
    marks=_marks(
        "Nth day",
        "Día N",
        "Sessions | Engaged sessions",
        "Session primary channel group (Default Channel Group)",
        "Grupo de canales principal de la sesión (Grupo de canales predeterminado)",
        "Primer grupo de canales principal del usuario (Grupo de canales predeterminado)",
        "Título de página y clase de pantalla",
        "Page title and screen class",
        "Nombre del evento",
        "Event name",
        "ID del país | Usuarios activos",
        "Country ID | Active users",
        "Plataforma | Eventos clave",
    ),
    names=_names("""
        nothing: Nth day | Día N | Active users | Usuarios activos | New users | Usuarios nuevos | Sessions | Sesiones
        nothing: Engaged sessions | Engagement rate | Event count | Número de eventos | Key events | Eventos clave
        nothing: Conversions | Total revenue | Total de ingresos | Views | Vistas | Título de página y clase de pantalla
        nothing: Session primary channel group (Default Channel Group) | Average engagement time per session
        nothing: Grupo de canales principal de la sesión (Grupo de canales predeterminado)
        nothing: Events per session | Session key event rate
    """),
)
"""Google Analytics counts visits to a website, not posts: recognised, so that nobody takes one for the other."""

ANY = ExportSource(
    key="unknown",
    network="",
    rows=RowKind.POST,
    marks=(),
    names=_names("""
        key: ID | Post ID
        when: Date | Fecha | Day | Día | Published | Publicado | Fecha de publicación | Publish time | Timestamp
        when: Publish date | Publication date | Post date | Published at | Created | Created at | Creado | Date (GMT)
        when: Date (UTC) | Fecha (UTC) | Fecha (GMT) | Fecha y hora | Date and time | Hora de publicación
        hour: Hora | Hour | Time | Time (UTC) | Hora (UTC) | Time (GMT) | Hora (GMT)
        text: Text | Texto | Post | Publicación | Message | Mensaje | Caption | Description | Descripción
        title: Title | Título | Video title | Título del vídeo | Título del video | Headline | Titular
        link: Link | Enlace | URL | Permalink | Post link | Enlace permanente | Post URL | Video link
        format: Type | Tipo | Format | Formato | Post type | Tipo de publicación
        paid: Paid | Promoted | Promocionada | Pagado | Patrocinada
        reach: Reach | Alcance | Accounts reached | Cuentas alcanzadas
        views: Views | Visualizaciones | Vistas | Impressions | Impresiones | Reproducciones
        interactions: Interactions | Interacciones | Engagements | Total interactions | Total de interacciones
        reactions: Likes | Me gusta | Reactions | Reacciones
        comments: Comments | Comentarios | Replies | Respuestas
        shares: Shares | Compartidos | Compartidas | Veces compartido | Reposts
        saves: Saves | Guardados | Guardadas | Bookmarks
        clicks: Clicks | Clics | Total clicks
        link_clicks: Link clicks | Clics en el enlace | Clics en enlaces
        follows: Follows | New followers | Nuevos seguidores | Net followers
        followers: Followers | Seguidores
        messages: Messages | Mensajes
        calls: Calls | Llamadas
        bookings: Bookings | Reservas
    """),
)
"""What such headers mean in a file that nobody knows; the learner can say otherwise."""


@cache
def known_names() -> frozenset[str]:
    """Every header we know, as `plain` writes it."""
    return frozenset(name for source in (*SOURCES, GA4, ANY) for name in source.names) | {"primary"}


def recognised(headers: Iterable[object]) -> ExportSource:
    """The export these headers belong to; ANY if none."""
    have = {plain(header) for header in headers}
    for source in (*SOURCES, GA4):
        if any(marks <= have for marks in source.marks):
            return source
    return ANY


def daily_metric(title: str) -> tuple[ExportField, str]:
    """What a Meta chart file counts, from the line above its header, and the network if that line names one."""
    words = plain(title)
    network = next((name for name in ("instagram", "facebook") if name in words), "")
    for field_, parts in (
        (ExportField.FOLLOWS, ("follow", "seguidor", "seguimiento")),
        (ExportField.LINK_CLICKS, ("click", "clic")),
        (ExportField.INTERACTIONS, ("interac",)),
        (ExportField.REACH, ("reach", "alcance", "viewer", "espectador")),
        (ExportField.VISITS, ("visit",)),
        (ExportField.VIEWS, ("view", "visualizacion", "impres")),
    ):
        if any(part in words for part in parts):
            return field_, network
    return ExportField.NOTHING, network
